import { deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Crumb } from '#platform/html/layout.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { PageRequest } from '#platform/page.ts';
import { deskPath } from '../draft-text.ts';
import { type DraftText, type Floor, findDraftText, type Round, type Version } from '../queries/draft-texts.ts';

/** A text of this body with the tabs of its desk. */
export type DeskText = DraftText & { tabs: Tab[] };

/** What the page of a text on the desk shows. */
export type DeskTextData = DeskText & {
  working: Version | undefined;
  /** The version before the one that is being written. */
  base: Version | undefined;
  floor: Floor;
  rounds: Round[];
  may: { publish: boolean; answer: boolean };
};

/** The text of an address of the desk; 404 for one of another body. */
export async function deskText(request: PageRequest): Promise<DeskText> {
  const { db, page, params } = request;
  const text = page.tenant ? await findDraftText({ db, tenant: page.tenant }, params.reference ?? '') : undefined;
  if (!text) throw new NotFound();
  return { ...text, tabs: deskTabs(request) };
}

/** The pages above one of a text's pages on the desk. */
export function deskCrumbs({ ts, lang }: Pick<PageContext, 'ts' | 'lang'>, text: DraftText): Crumb[] {
  return [
    { label: ts('draft-texts.page.texts'), path: '/desk/draft-texts' },
    { label: plain(text.title, lang), path: deskPath(text.reference) },
  ];
}
