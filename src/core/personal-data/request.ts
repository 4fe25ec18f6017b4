/** What may be asked about one's own data: a correction (09-08 art. 8), or that a use of it stops (art. 9). */
export const REQUEST_KINDS = ['rectification', 'objection'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

export type RequestState = 'open' | 'accepted' | 'refused' | 'withdrawn';

/** The kind under which deadlines hang on a request. */
export const DEADLINE_KIND = 'data-request';

/** The rule of the legal date; none where the law sets none (objection, art. 9: without delay). */
export const DEADLINE_RULES: Readonly<Partial<Record<RequestKind, string>>> = {
  rectification: 'personal-data.rectification',
};

/** A request as its author and the body see it. */
export type DataRequest = {
  institutionId: string;
  id: string;
  kind: RequestKind;
  personId: string | null;
  about: string | null;
  words: string;
  state: RequestState;
  receivedAt: Date;
  dueOn: string | null;
  assignedTo: string | null;
  answer: string | null;
  answeredAt: Date | null;
};
