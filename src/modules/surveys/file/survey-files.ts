import { Readable } from 'node:stream';
import type { Db } from '#platform/db/database.ts';
import { CSV_TYPE, type CsvColumnOf, csv } from '#platform/feeds/csv.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import type { Surroundings } from '#platform/surroundings.ts';
import type { Tenant } from '#platform/tenant.ts';
import { revokedTokens } from '../queries/revoked-tokens.ts';
import type { Survey } from '../queries/surveys.ts';
import { tokenOf } from '../tokens.ts';
import { answersCsv, answersSheet } from './answers-file.ts';
import { type CodebookLine, codebook, spssSyntax } from './codebook.ts';

/** What a file is made from. */
export type FileScene = {
  db: Db;
  around: Pick<Surroundings, 'keys' | 'words' | 'absolute'>;
  survey: Survey;
  lang: Lang;
  tenant: Tenant | null;
};

type SurveyFile = {
  /** Its name in addresses. */
  name: string;
  type: string;
  /** What it is, for people. */
  label: 'answers-csv' | 'answers-xlsx' | 'codebook' | 'spss' | 'tokens';
  make(scene: FileScene): Promise<ReadableStream<Uint8Array>>;
};

/** A few pieces at a time: what nobody has read yet is not made either. */
const encoded = (texts: Iterable<string> | AsyncIterable<string>): ReadableStream<Uint8Array> =>
  Readable.toWeb(Readable.from(bytesOf(texts), { highWaterMark: 2 })) as ReadableStream<Uint8Array>;

async function* bytesOf(texts: Iterable<string> | AsyncIterable<string>): AsyncGenerator<Buffer> {
  for await (const text of texts) yield Buffer.from(text);
}

const CODEBOOK: readonly CsvColumnOf<CodebookLine>[] = (['column', 'kind', 'code', 'ar', 'fr', 'en'] as const).map(
  (name) => ({ name, value: (line) => line[name] }),
);

/** The files of a survey for its officials. All are made while they are read: memory stays the same however many answered. */
export const SURVEY_FILES: readonly SurveyFile[] = [
  {
    name: 'answers.csv',
    type: CSV_TYPE,
    label: 'answers-csv',
    make: async ({ db, survey }) => encoded(answersCsv(db, survey)),
  },
  {
    name: 'answers.xlsx',
    type: XLSX_TYPE,
    label: 'answers-xlsx',
    make: ({ db, survey, lang, around }) => {
      const { ts } = around.words(lang);
      return answersSheet(db, survey, lang, (name) => ts(`surveys.file.${name}`));
    },
  },
  {
    name: 'codebook.csv',
    type: CSV_TYPE,
    label: 'codebook',
    make: async ({ survey }) => encoded(csv(CODEBOOK, codebook(survey))),
  },
  {
    name: 'answers.sps',
    type: 'text/plain; charset=utf-8',
    label: 'spss',
    make: async ({ survey, lang }) => encoded([spssSyntax(survey, lang)]),
  },
  {
    name: 'tokens.csv',
    type: CSV_TYPE,
    label: 'tokens',
    make: async ({ db, survey, around, lang, tenant }) => {
      const revoked = new Map((await revokedTokens(db, survey)).map((one) => [one.number, one.revokedAt]));
      const numbers = Array.from({ length: survey.tokens }, (_, index) => index + 1);
      const code = (number: number) => tokenOf(around.keys, survey.id, number);
      const columns: CsvColumnOf<number>[] = [
        { name: 'number', value: (number) => number },
        { name: 'code', value: code },
        {
          name: 'url',
          value: (number) =>
            around.absolute(`/surveys/${survey.reference}/answer?hold=${code(number)}`, { lang, tenant }),
        },
        { name: 'revoked', value: (number) => revoked.get(number)?.toISOString().slice(0, 10) },
      ];
      return encoded(csv(columns, numbers));
    },
  },
];
