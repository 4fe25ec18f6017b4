import { DeskDocument, dateOf, deskTabs, type Official, officialsOf, one, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { assignCases } from '../actions/assign-cases.ts';
import { recordDelivery } from '../actions/record-delivery.ts';
import { transferCase } from '../actions/transfer-case.ts';
import { writeMessage } from '../actions/write-message.ts';
import { DELIVERIES, found, isOver, REASON_MAX } from '../case.ts';
import { messageOf } from '../sent-message.ts';
import { findCase } from '../target.ts';
import { CaseClock } from './case-clock.tsx';
import { CaseTimeline } from './case-timeline.tsx';
import { MessageForm, openingWith, type ShownCase, shownCase, stateText, typedMessage } from './case-view.tsx';

type Data = CaseTarget & { shown: ShownCase; officials: Official[]; tabs: Tab[] };

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/cases/${params.reference}`);

/** A case as those see it who work on it: everything that happened, and what can be done with it. */
export const deskCasePage = definePage<unknown, Data>({
  name: 'cases.desk-case-page',
  path: '/desk/cases/:reference',
  on: 'tenant',
  access: workOnCase,
  load: async (request) => {
    const { db, page, params, offers, around } = request;
    const caseFile = found(await findCase({ db, tenant: page.tenant, offers, around }, params.reference ?? ''));
    return {
      ...caseFile,
      shown: await shownCase(request, caseFile, 'officials'),
      officials: await officialsOf(db, caseFile.institutionId, page.today),
      tabs: deskTabs(request),
    };
  },
  view: ({ data, form }) => <DeskCase data={data} form={form} />,
  submits: {
    message: {
      action: writeMessage,
      input: async (values, request, files) => ({
        ...(await messageOf(
          { ...request, ...request.page },
          workOnCase,
          {
            ...typedMessage(values, request),
            case: request.params.reference ?? '',
            file: files.find(({ field }) => field === 'file'),
          },
          (ticket) => {
            values.upload = ticket;
          },
        )),
        readers: one(values, 'readers') || undefined,
      }),
      done: back,
    },
    assign: {
      action: assignCases,
      input: (values, { params }) => ({ cases: [params.reference], to: one(values, 'to') }),
      done: back,
    },
    transfer: {
      action: transferCase,
      input: (values, { params }) => ({
        case: params.reference,
        to: one(values, 'body'),
        reason: { ar: one(values, 'reason.ar'), fr: one(values, 'reason.fr') },
      }),
      done: () => withDone('/desk/cases'),
    },
    deliver: {
      action: recordDelivery,
      input: (values, { params }) => ({
        case: params.reference,
        how: one(values, 'how'),
        on: dateOf(values, 'on'),
        evidence: one(values, 'evidence'),
      }),
      done: back,
    },
  },
});

/** The state of a form goes to the form that was sent. */
const sent = (form: FormState, which: string) => (one(form.values, 'do') === which ? form : undefined);

function DeskCase({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const { shown, officials } = data;
  const { caseFile, kind, events, explained, keys } = shown;
  const assigned = officials.find(({ personId }) => personId === caseFile.assignedTo);
  return (
    <DeskDocument
      title={plain(caseFile.title, lang)}
      tabs={data.tabs}
      crumbs={[{ label: ts('cases.queue.title'), path: '/desk/cases' }]}
      row={
        <StatusTag
          tone={isOver(kind, caseFile.state) ? 'finished' : 'in-progress'}
          label={stateText(page, kind, caseFile.state)}
        />
      }
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('cases.field.reference'), value: <Code>{caseFile.reference}</Code> },
          { label: t('cases.field.kind'), value: t(kind.label) },
          { label: t('cases.field.party'), value: <bdi>{caseFile.partyName || ts('cases.field.anonymous')}</bdi> },
          { label: t('cases.field.channel'), value: t(`cases.channels.${caseFile.channel}`) },
          { label: t('cases.field.received'), value: <DateText date={caseFile.receivedOn} /> },
          caseFile.dueOn !== null && {
            label: t('cases.field.due'),
            value: <CaseClock caseFile={caseFile} explained={explained} />,
          },
          { label: t('cases.field.assigned'), value: <bdi>{assigned?.name ?? ts('cases.queue.nobody')}</bdi> },
        ]}
      />
      {kind.deskPath && (
        <p>
          <a href={href(kind.deskPath(caseFile.about))}>{t('cases.desk.work')}</a>
        </p>
      )}
      <p>
        <a href={href(`/desk/cases/${caseFile.reference}/case.zip`)}>{t('cases.zip.whole')}</a>
      </p>
      <Chapter id="timeline" title={t('cases.timeline.title')} intro={t('cases.timeline.desk-intro')}>
        <CaseTimeline
          kind={kind}
          events={events}
          fileHref={openingWith(page, keys)}
          erasePath={(event) => `/desk/cases/${caseFile.reference}/events/${event.id}`}
        />
      </Chapter>
      {caseFile.anonymisedAt === null && (
        <Chapter id="message" title={t('cases.message.title')}>
          <MessageForm verb="message" form={form}>
            <Radios
              name="readers"
              label={t('cases.message.readers')}
              value="parties"
              choices={(['parties', 'officials'] as const).map((value) => ({
                value,
                label: ts(`cases.message.to-${value}`),
              }))}
            />
          </MessageForm>
        </Chapter>
      )}
      <Chapter id="assign" title={t('cases.queue.assign')}>
        <Form state={sent(form, 'assign')}>
          <Hidden name="do" value="assign" />
          <Select
            name="to"
            label={t('cases.queue.assign-to')}
            empty={ts('cases.queue.nobody')}
            value={caseFile.assignedTo ?? ''}
            choices={officials.map(({ personId, name }) => ({ value: personId, label: name }))}
          />
          <Button kind="quiet">{t('cases.queue.assign')}</Button>
        </Form>
      </Chapter>
      {caseFile.decidedOn !== null && <DeliveryForm form={form} />}
      {kind.transfer !== 'never' && caseFile.overAt === null && <TransferForm form={form} />}
    </DeskDocument>
  );
}

function DeliveryForm({ form }: { form: FormState }) {
  const { t, ts, today } = usePage();
  return (
    <Chapter id="deliver" title={t('cases.delivery.title')} intro={t('cases.delivery.intro')}>
      <Form state={sent(form, 'deliver')}>
        <Hidden name="do" value="deliver" />
        <Radios
          name="how"
          label={t('cases.fact.how')}
          choices={DELIVERIES.map((value) => ({ value, label: ts(`cases.delivery.${value}`) }))}
        />
        <DateField name="on" label={t('cases.delivery.on')} value={today} />
        <TextInput
          name="evidence"
          label={t('cases.delivery.evidence')}
          hint={t('cases.delivery.evidence-hint')}
          maxlength={REASON_MAX}
        />
        <Button kind="quiet">{t('cases.delivery.record')}</Button>
      </Form>
    </Chapter>
  );
}

function TransferForm({ form }: { form: FormState }) {
  const { t } = usePage();
  return (
    <Chapter id="transfer" title={t('cases.transfer.title')} intro={t('cases.transfer.intro')}>
      <Details summary={t('cases.transfer.title')} open={one(form.values, 'do') === 'transfer'}>
        <Form state={sent(form, 'transfer')}>
          <Hidden name="do" value="transfer" />
          <TextInput name="body" label={t('cases.transfer.body')} hint={t('cases.transfer.body-hint')} dir="ltr" />
          <TextArea name="reason.ar" label={t('cases.reason.ar')} maxlength={REASON_MAX} />
          <TextArea name="reason.fr" label={t('cases.reason.fr')} maxlength={REASON_MAX} optional />
          <Button kind="alert">{t('cases.transfer.title')}</Button>
        </Form>
      </Details>
    </Chapter>
  );
}
