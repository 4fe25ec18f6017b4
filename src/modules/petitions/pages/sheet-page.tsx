import { DeskDocument } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { collectSignatures, judgeSignatures } from '../access.ts';
import { mergeSheet } from '../actions/merge-sheet.ts';
import { recordSheet } from '../actions/record-sheet.ts';
import { takesOfficialEntries } from '../petition.ts';
import {
  type CountedLine,
  countedLines,
  type FoundSheet,
  findSheet,
  type Reading,
  readingsOf,
} from '../queries/sheets.ts';
import { provincesOf } from '../sign.ts';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';
import { CountedSheet } from './sheet-lines.tsx';
import { MergeForm } from './sheet-merge-form.tsx';
import { type Place, ReadingForm, typedChoices, typedLines } from './sheet-reading-form.tsx';

type Data = DeskPetition & {
  sheet: FoundSheet;
  provinces: Place[];
  counted: CountedLine[];
  /** Both, once there are two: before that nobody sees what another official read. */
  readings: Reading[];
  /** Whether who looks has read it first: somebody else has to read it too. */
  readByMe: boolean;
  /** Whether who looks may also find that signatures do not count. */
  judges: boolean;
};

/** One paper sheet: to be read by two officials who do not see each other's reading, compared, and counted. */
export const sheetPage = definePage<unknown, Data>({
  name: 'petitions.sheet-page',
  path: '/desk/signatures/:reference/sheets/:number',
  on: 'tenant',
  access: collectSignatures,
  load: async (request) => {
    const { db, params, page, around } = request;
    const petition = await deskPetition(request);
    const sheet = await findSheet(db, petition, numberOf(params));
    if (!sheet) throw new NotFound();
    const readings = sheet.state === 'counted' ? [] : await readingsOf(db, around.keys, sheet);
    const { actor } = page;
    return {
      ...petition,
      sheet,
      provinces: petition.level === 'region' ? await provincesOf(db, petition.institutionId) : [],
      counted: sheet.state === 'counted' ? await countedLines(db, sheet) : [],
      readings: sheet.state === 'differing' ? readings : [],
      judges: judgeSignatures.allows(actor, petition, page),
      readByMe: actor.kind === 'person' && readings[0]?.officialId === actor.id,
    };
  },
  view: ({ data, form }) => <SheetView data={data} form={form} />,
  submits: {
    read: {
      action: recordSheet,
      input: (values, { params }) => ({
        petition: params.reference,
        sheet: numberOf(params),
        lines: typedLines(values),
      }),
      done: (_result, { params }) => here(params),
    },
    merge: {
      action: mergeSheet,
      input: (values, { params }) => ({
        petition: params.reference,
        sheet: numberOf(params),
        choices: typedChoices(values),
      }),
      done: (_result, { params }) => here(params),
    },
  },
});

function numberOf({ number = '' }: Record<string, string>): number {
  if (!/^[1-9]\d{0,4}$/.test(number)) throw new NotFound();
  return Number(number);
}

const here = ({ reference, number }: Record<string, string>) => `/desk/signatures/${reference}/sheets/${number}?done=1`;

function SheetView({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  const { sheet, readByMe, level } = data;
  const takes = takesOfficialEntries(data);
  return (
    <DeskDocument
      title={ts('petitions.sheets.number', { number: sheet.number })}
      lead={<bdi>{data.title}</bdi>}
      tabs={data.tabs}
      crumbs={signaturesCrumbs(data, ts('petitions.signatures.title'))}
      row={<span class="soft">{t(`petitions.sheets.states.${sheet.state}`)}</span>}
    >
      <ErrorSummary state={form} />
      {sheet.state === 'read-once' && (
        <Banner>
          <p>{t(readByMe ? 'petitions.sheets.read-by-you' : 'petitions.sheets.read-by-other')}</p>
        </Banner>
      )}
      {(sheet.state === 'issued' || sheet.state === 'read-once') && takes && (
        <ReadingForm form={form} level={level} provinces={data.provinces} />
      )}
      {sheet.state === 'differing' && takes && (
        <MergeForm form={form} readings={data.readings} provinces={data.provinces} />
      )}
      {sheet.state === 'counted' && <CountedSheet lines={data.counted} />}
      {sheet.state === 'counted' && data.judges && (
        <p>
          <a href={href(`/desk/signatures/${data.reference}/invalidate?kind=sheet&number=${sheet.number}`)}>
            {t('petitions.sheets.judge')}
          </a>
        </p>
      )}
      {sheet.state !== 'counted' && !takes && <p>{t('petitions.refusal.closed')}</p>}
    </DeskDocument>
  );
}
