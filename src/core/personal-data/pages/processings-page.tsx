import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { ButtonLink, PrintButton } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { type Status, StatusTag } from '#platform/html/tag.tsx';
import { Code, DateTimeText, Law } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { managePersonalData } from '../access.ts';
import { modeOf, type RegisteredProcessing, registeredProcessings } from '../processings.ts';

type Data = { institutionId: string; tabs: Tab[]; processings: RegisteredProcessing[] };

/** The register of a body's processings of personal data: what for, which data, for whom, how long, under which reference. Made to be printed. */
export const processingsPage = definePage<unknown, Data>({
  name: 'personal-data.processings-page',
  path: '/desk/processings',
  on: 'tenant',
  access: managePersonalData,
  async load(request) {
    const { db, page, offers, around } = request;
    const institutionId = page.tenant?.id ?? '';
    const processings = await registeredProcessings(db, institutionId, offers, modeOf(around));
    return { institutionId, tabs: deskTabs(request), processings };
  },
  view: ({ data }) => <Register data={data} />,
});

function Register({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  return (
    <DeskDocument
      title={ts('personal-data.register.title')}
      lead={t('personal-data.register.lead')}
      tabs={data.tabs}
      row={
        <>
          <ButtonLink kind="quiet" href={href('/desk/processings.pdf')}>
            {t('personal-data.register.pdf')}
          </ButtonLink>
          <PrintButton />
        </>
      }
    >
      <Table caption={t('personal-data.register.caption')} hideCaption columns={useColumns()} rows={data.processings} />
      <p class="mt-4">
        <Law>{t('personal-data.register.law')}</Law>
      </p>
    </DeskDocument>
  );
}

function useColumns(): Column<RegisteredProcessing>[] {
  const { t, ts, href } = usePage();
  return [
    {
      key: 'purpose',
      label: ts('personal-data.notice.why'),
      head: true,
      cell: ({ processing }) => (
        <>
          <a href={href(`/desk/processings/${processing.kind}`)}>{t(processing.purpose)}</a>
          <br />
          <Code>{processing.kind}</Code>
        </>
      ),
    },
    {
      key: 'regime',
      label: ts('personal-data.register.regime'),
      cell: ({ processing }) => t(`personal-data.regimes.${processing.regime}`),
    },
    { key: 'data', label: ts('personal-data.notice.what'), cell: ({ processing }) => t(processing.data) },
    { key: 'to', label: ts('personal-data.notice.to-whom'), cell: ({ processing }) => t(processing.recipients) },
    { key: 'long', label: ts('personal-data.notice.how-long'), cell: ({ processing }) => t(processing.retention) },
    {
      key: 'reference',
      label: ts('personal-data.register.reference'),
      cell: (one) => (
        <>
          <StatusTag {...statusOf(one, ts)} />
          <br />
          {one.row && <Code>{one.row.reference}</Code>}
          {one.row && (
            <span class="soft">
              {' '}
              <DateTimeText instant={one.row.closedAt ?? one.row.openedAt} />
            </span>
          )}
        </>
      ),
    },
  ];
}

function statusOf({ state }: RegisteredProcessing, ts: ReturnType<typeof usePage>['ts']): Status {
  if (!state.open) return { tone: 'stuck', label: ts('personal-data.register.closed') };
  return state.sample
    ? { tone: 'incomplete', label: ts('personal-data.register.sample') }
    : { tone: 'finished', label: ts('personal-data.register.open') };
}
