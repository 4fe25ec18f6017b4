import { DeskDocument } from '#core/institutions/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { collectSignatures, judgeSignatures, seeSignatures } from '../access.ts';
import { takesSignatures } from '../petition.ts';
import { type Sheet, sheetsOf } from '../queries/sheets.ts';
import { type TallyTable, tallyOf } from '../queries/tally.ts';
import { type DeskPetition, deskPetition } from './desk-petition.ts';
import { TallyByChannel } from './tally-table.tsx';
import { statusOf } from './words.tsx';

type Data = DeskPetition & {
  tally: TallyTable;
  sheets: Sheet[];
  /** Whether who looks takes signatures and types in paper, and whether they may find that signatures do not count. */
  collects: boolean;
  judges: boolean;
};

/** The signatures of a petition as officials see them: how many by which channel, the counter, and the paper sheets. */
export const petitionSignaturesPage = definePage<unknown, Data>({
  name: 'petitions.petition-signatures-page',
  path: '/desk/signatures/:reference',
  on: 'tenant',
  access: seeSignatures,
  load: async (request) => {
    const petition = await deskPetition(request);
    const { db, page } = request;
    return {
      ...petition,
      tally: await tallyOf(db, petition),
      sheets: await sheetsOf(db, petition),
      collects: collectSignatures.allows(page.actor, petition, page),
      judges: judgeSignatures.allows(page.actor, petition, page),
    };
  },
  view: ({ data }) => <PetitionSignatures petition={data} />,
});

function PetitionSignatures({ petition }: { petition: Data }) {
  const page = usePage();
  const { t, ts, href, today } = page;
  const { tally, sheets, reference } = petition;
  const here = `/desk/signatures/${reference}`;
  return (
    <DeskDocument
      title={petition.title}
      lead={t('petitions.page.signatures-of', { n: tally.total, required: petition.required ?? 0 })}
      tabs={petition.tabs}
      crumbs={[{ label: ts('petitions.signatures.title'), path: '/desk/signatures' }]}
      row={<StatusTag {...statusOf(page, petition)} />}
    >
      <Chapter id="tally" title={t('petitions.tally.title')} intro={t('petitions.tally.intro')}>
        <TallyByChannel tally={tally} />
      </Chapter>
      {petition.collects && takesSignatures(petition, today) && (
        <Chapter id="counter" title={t('petitions.counter.title')}>
          <p class="measure">{t('petitions.counter.lead')}</p>
          <ButtonLink path={`${here}/counter`}>{t('petitions.counter.take')}</ButtonLink>
        </Chapter>
      )}
      {petition.collects && (
        <Chapter id="sheets" title={t('petitions.sheets.title')} intro={t('petitions.sheets.desk-intro')}>
          {sheets.length > 0 && <SheetTable sheets={sheets} path={here} />}
          <p>
            <a href={href(`/petitions/${reference}/sheets`)}>{t('petitions.sheets.print')}</a>
          </p>
        </Chapter>
      )}
      {petition.judges && (
        <Chapter id="checks" title={t('petitions.checks.title')}>
          <p class="measure">{t('petitions.checks.lead')}</p>
          <p>
            <a href={href(`${here}/checks`)}>{t('petitions.checks.title')}</a>
          </p>
          <p>
            <a href={href(`${here}/samples`)}>{t('petitions.samples.title')}</a>
          </p>
          <p>
            <a href={href(`/petitions/${reference}/dossier`)}>{t('petitions.dossier.title')}</a>
          </p>
        </Chapter>
      )}
    </DeskDocument>
  );
}

function SheetTable({ sheets, path }: { sheets: Sheet[]; path: string }) {
  const { t, ts, href, format } = usePage();
  return (
    <Table
      caption={t('petitions.sheets.caption')}
      hideCaption
      columns={[
        {
          key: 'number',
          label: ts('petitions.sheets.sheet'),
          head: true,
          cell: ({ number }) => (
            <a href={href(`${path}/sheets/${number}`)}>{t('petitions.sheets.number', { number })}</a>
          ),
        },
        {
          key: 'state',
          label: ts('petitions.sheets.state'),
          cell: ({ state }) => t(`petitions.sheets.states.${state}`),
        },
        {
          key: 'accepted',
          label: ts('petitions.sheets.accepted'),
          numeric: true,
          cell: ({ accepted, state }) => (state === 'counted' ? format.number(accepted) : '–'),
        },
        {
          key: 'rejected',
          label: ts('petitions.sheets.rejected'),
          numeric: true,
          cell: ({ rejected, state }) => (state === 'counted' ? format.number(rejected) : '–'),
        },
        {
          key: 'counted',
          label: ts('petitions.sheets.counted-at'),
          cell: ({ countedAt }) => (countedAt ? <DateText date={countedAt.toISOString().slice(0, 10)} /> : '–'),
        },
      ]}
      rows={sheets}
    />
  );
}
