import { z } from 'zod';
import { DeskDocument, deskTabs, many, type Official, officialsOf, one, withDone } from '#core/institutions/index.ts';
import type { CaseKind } from '#platform/case-kind.ts';
import type { Total as Counted, Slice } from '#platform/db/paging.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select, TextArea } from '#platform/html/field.tsx';
import { Filters, ListPage } from '#platform/html/filters.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { Pagination, Total } from '#platform/html/pagination.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { seeQueue } from '../access.ts';
import { assignCases } from '../actions/assign-cases.ts';
import { writeMessages } from '../actions/write-messages.ts';
import { kindNamed, WORDS_MAX } from '../case.ts';
import { type CaseFile, listCases, TRANSFERRED } from '../queries.ts';
import { queueOf } from '../queue.ts';
import { stateText } from './case-view.tsx';

const SHOWN = ['open', 'late', 'all'] as const;

export const queueQuery = z.object({
  kind: z.string().max(40).optional().catch(undefined),
  shown: z.enum(SHOWN).catch('open'),
  assigned: z.string().max(40).optional().catch(undefined),
  after: z.string().max(2_000).optional(),
});
export type QueueQuery = z.infer<typeof queueQuery>;

type Data = Slice<CaseFile> &
  Counted & { institutionId: string; casePowers: string[]; kinds: CaseKind[]; officials: Official[]; tabs: Tab[] };

const ON_A_PAGE = 50;

/** Gives cases back to everybody. */
const NOBODY = 'nobody';

/** The queue of a body: what is due first first, with many cases given to somebody at once. */
export const deskCasesPage = definePage<QueueQuery, Data>({
  name: 'cases.desk-cases-page',
  path: '/desk/cases',
  on: 'tenant',
  query: queueQuery,
  access: seeQueue,
  load,
  view: ({ data, form, query }) => <Queue data={data} form={form} asked={query} />,
  submits: {
    assign: {
      action: assignCases,
      // Enter on a tick assigns too, and a message that is written below would be lost: neither does anything that was not chosen.
      input: (values) => {
        if (one(values, 'words')?.trim())
          throw new InvalidInput([{ pointer: '/words', key: 'cases.fault.words-unsent' }]);
        const to = one(values, 'to') || undefined;
        return { cases: many(values, 'cases'), to: to === NOBODY ? '' : to };
      },
      done: back,
    },
    message: {
      action: writeMessages,
      input: (values, { page }) => ({ cases: many(values, 'cases'), lang: page.lang, words: one(values, 'words') }),
      done: back,
    },
  },
});

function back(_result: unknown, { page }: PageRequest<QueueQuery>): string {
  return withDone(pathAndQuery(page));
}

async function load(request: PageRequest<QueueQuery>): Promise<Data> {
  const { db, page, offers, query } = request;
  if (!page.tenant) throw new NotFound();
  const { filter, kinds } = queueOf(offers, page, query);
  const list = await listCases(db, filter, { limit: ON_A_PAGE, after: query.after });
  return {
    ...list,
    institutionId: page.tenant.id,
    casePowers: offers.caseKinds.map(({ power }) => power),
    kinds,
    officials: await officialsOf(db, page.tenant.id, page.today),
    tabs: deskTabs(request),
  };
}

function Queue({ data, form, asked }: { data: Data; form: FormState; asked: QueueQuery }) {
  const page = usePage();
  const { t, ts, href } = page;
  const parameters = new URLSearchParams([...page.query].filter(([name]) => name !== 'after' && name !== 'done'));
  const downloads = (['xlsx', 'csv'] as const).map((format) => (
    <>
      <a href={href(`/desk/cases.${format}?${parameters}`)}>{t(`cases.queue.${format}`)}</a>{' '}
    </>
  ));
  return (
    <DeskDocument title={ts('cases.queue.title')} lead={t('cases.queue.lead')} tabs={data.tabs}>
      <ErrorSummary state={form} />
      <ListPage
        heading={<Total total={data.total} atLeast={data.totalIsAtLeast} />}
        downloads={downloads}
        filters={<QueueFilters data={data} asked={asked} />}
      >
        {data.items.length === 0 ? (
          <Empty title={t('cases.queue.none')} />
        ) : (
          <Form state={form} action={pathAndQuery(page)}>
            <QueueTable data={data} chosen={many(form.values, 'cases')} />
            <Select
              name="to"
              label={t('cases.queue.assign-to')}
              empty={ts('cases.queue.choose')}
              choices={[
                { value: NOBODY, label: ts('cases.queue.nobody') },
                ...data.officials.map(({ personId, name }) => ({ value: personId, label: name })),
              ]}
            />
            <Button kind="quiet" name="do" value="assign">
              {t('cases.queue.assign')}
            </Button>
            <TextArea
              name="words"
              label={t('cases.queue.message')}
              hint={t('cases.queue.message-hint')}
              maxlength={WORDS_MAX}
              optional
            />
            <Button kind="quiet" name="do" value="message">
              {t('cases.queue.send')}
            </Button>
          </Form>
        )}
        <Pagination next={data.next} />
      </ListPage>
    </DeskDocument>
  );
}

function QueueFilters({ data, asked }: { data: Data; asked: QueueQuery }) {
  const { ts } = usePage();
  return (
    <Filters>
      <Select
        name="shown"
        label={ts('cases.queue.shown')}
        value={asked.shown}
        choices={SHOWN.map((value) => ({ value, label: ts(`cases.queue.${value}`) }))}
      />
      {data.kinds.length > 1 && (
        <Select
          name="kind"
          label={ts('cases.field.kind')}
          empty={ts('platform.list.all')}
          value={asked.kind}
          choices={data.kinds.map(({ kind, label }) => ({ value: kind, label: ts(label) }))}
        />
      )}
      <Select
        name="assigned"
        label={ts('cases.field.assigned')}
        empty={ts('platform.list.all')}
        value={asked.assigned}
        choices={[
          { value: 'nobody', label: ts('cases.queue.nobody') },
          ...data.officials.map(({ personId, name }) => ({ value: personId, label: name })),
        ]}
      />
    </Filters>
  );
}

function QueueTable({ data, chosen }: { data: Data; chosen: readonly string[] }) {
  const page = usePage();
  const { t, ts, today } = page;
  const names = new Map(data.officials.map(({ personId, name }) => [personId, name]));
  const columns: Column<CaseFile>[] = [
    {
      key: 'choose',
      label: ts('cases.queue.choose'),
      hideLabel: true,
      cell: ({ reference, state }) =>
        state !== TRANSFERRED && (
          <input
            type="checkbox"
            name="cases"
            value={reference}
            checked={chosen.includes(reference)}
            aria-label={ts('cases.queue.choose-one', { reference })}
          />
        ),
    },
    {
      key: 'due',
      label: ts('cases.field.due'),
      cell: ({ dueOn }) =>
        dueOn === null ? <span class="soft">{t('cases.queue.no-date')}</span> : <DateText date={dueOn} />,
    },
    {
      key: 'title',
      label: ts('cases.field.title'),
      head: true,
      cell: ({ title, reference, state }) => (
        <>
          {state === TRANSFERRED ? (
            <Multilingual text={title} />
          ) : (
            <a href={page.href(`/desk/cases/${reference}`)}>
              <Multilingual text={title} />
            </a>
          )}
          <br />
          <Code>{reference}</Code>
        </>
      ),
    },
    {
      key: 'state',
      label: ts('cases.field.state'),
      cell: ({ state, kind }) => stateText(page, kindNamed(data.kinds, kind), state),
    },
    {
      key: 'assigned',
      label: ts('cases.field.assigned'),
      cell: ({ assignedTo }) => <bdi>{assignedTo === null ? ts('cases.queue.nobody') : names.get(assignedTo)}</bdi>,
    },
  ];
  return (
    <Table
      caption={t('cases.queue.title')}
      hideCaption
      columns={columns}
      rows={data.items}
      rowTone={({ dueOn, overAt }) => (overAt === null && dueOn !== null && dueOn < today ? 'late' : undefined)}
    />
  );
}
