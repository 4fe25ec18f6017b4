import { DeskDocument, deskTabs, one, withDone } from '#core/institutions/index.ts';
import type { CaseKind } from '#platform/case-kind.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { type CaseTarget, workOnCase } from '../access.ts';
import { eraseEvent } from '../actions/erase-event.ts';
import { found, kindNamed, REASON_MAX } from '../case.ts';
import { type CaseEvent, timelineOf } from '../queries.ts';
import { findCase } from '../target.ts';
import { CaseTimeline } from './case-timeline.tsx';

type Data = CaseTarget & { kindOf: CaseKind; event: CaseEvent; tabs: Tab[] };

/** Takes the words and documents of one event away, after saying why: there is no way back. */
export const eraseEventPage = definePage<unknown, Data>({
  name: 'cases.erase-event-page',
  path: '/desk/cases/:reference/events/:event',
  on: 'tenant',
  access: workOnCase,
  load: async (request) => {
    const { db, page, params, offers, around } = request;
    const caseFile = found(await findCase({ db, tenant: page.tenant, offers, around }, params.reference ?? ''));
    const events = await timelineOf(db, caseFile, 'officials');
    const event = found(events.find(({ id, fromOther }) => id === params.event && !fromOther));
    return { ...caseFile, kindOf: kindNamed(offers.caseKinds, caseFile.kind), event, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <EraseEvent data={data} form={form} />,
  submit: {
    action: eraseEvent,
    input: (values, { params }) => ({
      case: params.reference,
      event: params.event,
      reason: { ar: one(values, 'reason.ar'), fr: one(values, 'reason.fr') },
    }),
    done: (_result, { params }) => withDone(`/desk/cases/${params.reference}`),
  },
});

function EraseEvent({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('cases.erase.title')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('cases.queue.title'), path: '/desk/cases' },
        { label: data.reference, path: `/desk/cases/${data.reference}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Banner kind="warn" title={t('cases.erase.for-good')}>
        <p>{t('cases.erase.text')}</p>
      </Banner>
      <CaseTimeline kind={data.kindOf} events={[data.event]} level={2} />
      <Form state={form}>
        <TextArea name="reason.ar" label={t('cases.reason.ar')} hint={t('cases.reason.hint')} maxlength={REASON_MAX} />
        <TextArea name="reason.fr" label={t('cases.reason.fr')} maxlength={REASON_MAX} optional />
        <Button kind="alert">{t('cases.erase.title')}</Button>
      </Form>
    </DeskDocument>
  );
}
