import {
  DeskDocument,
  dateOf,
  type Office,
  officeChoices,
  officesOf,
  one,
  textOf,
  withDone,
} from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import {
  adoptRecommendationRule,
  answerFollowUp,
  manageFollowUp,
  seeFollowUp,
  withdrawResolutionRule,
} from '../access.ts';
import { adoptRecommendation } from '../actions/adopt-recommendation.ts';
import { answerRecommendation } from '../actions/answer-recommendation.ts';
import { reportResult } from '../actions/report-result.ts';
import { withdrawResolution } from '../actions/withdraw-resolution.ts';
import { MOST } from '../input.ts';
import { resolutionById } from '../queries/resolutions.ts';
import { ANSWERS, awaitsAnswer, isOpen, RESULTS, type Resolution } from '../resolution.ts';
import { type DeskPlan, deskPlan, planCrumbs, planDeskPath } from './desk-plan.ts';
import { LongTextFields } from './long-text-fields.tsx';
import { ResolutionItems } from './resolution-items.tsx';

type Data = DeskPlan & {
  resolution: Resolution;
  offices: Office[];
  may: { adopt: boolean; answer: boolean; report: boolean; withdraw: boolean };
};

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/follow-up/resolutions/${params.id}`);

/** One decision or recommendation: adopted, answered, carried out. */
export const resolutionDeskPage = definePage<unknown, Data>({
  name: 'reviews.resolution-desk-page',
  path: '/desk/follow-up/resolutions/:id',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const { db, page, params } = request;
    const resolution = isId(params.id ?? '') ? await resolutionById(db, params.id ?? '', page.tenant) : undefined;
    if (!resolution || resolution.state === 'withdrawn') throw new NotFound();
    const about = await deskPlan(request, resolution.plan);
    const isProposal = resolution.state === 'proposed';
    return {
      ...about,
      resolution,
      offices: await officesOf(db, about.institutionId),
      may: {
        adopt: isProposal && resolution.bodyId !== null && adoptRecommendationRule.allows(page.actor, about, page),
        withdraw: isProposal && withdrawResolutionRule.allows(page.actor, resolution, page),
        answer: awaitsAnswer(resolution) && answerFollowUp.allows(page.actor, about, page),
        report:
          !isProposal &&
          !awaitsAnswer(resolution) &&
          isOpen(resolution) &&
          manageFollowUp.allows(page.actor, about, page),
      },
    };
  },
  view: ({ data, form }) => <ResolutionDesk data={data} form={form} />,
  submits: {
    adopt: {
      action: adoptRecommendation,
      input: (values, { params }) => ({
        resolution: params.id,
        on: dateOf(values, 'on'),
        withheld: textOf(values, 'withheld'),
      }),
      done: back,
    },
    answer: {
      action: answerRecommendation,
      input: (values, { params }) => ({
        resolution: params.id,
        outcome: one(values, 'outcome'),
        reasons: textOf(values, 'reasons'),
        action: textOf(values, 'action'),
        plannedOn: dateOf(values, 'plannedOn'),
        office: one(values, 'office'),
      }),
      done: back,
    },
    report: {
      action: reportResult,
      input: (values, { params }) => ({
        resolution: params.id,
        result: one(values, 'result'),
        note: textOf(values, 'note'),
        on: dateOf(values, 'on'),
      }),
      done: back,
    },
    withdraw: {
      action: withdrawResolution,
      input: (_values, { params }) => ({ resolution: params.id }),
      done: () => withDone('/desk/follow-up'),
    },
  },
});

function ResolutionDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { resolution, may } = data;
  return (
    <DeskDocument
      title={ts(`reviews.resolution.kinds.${resolution.kind}`)}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
      row={<a href={page.href(planDeskPath(resolution.plan))}>{t('reviews.desk.to-plan')}</a>}
    >
      <ErrorSummary state={form} />
      <div class="flow">
        <ResolutionItems resolutions={[resolution]} desk />
        {may.adopt && <AdoptForm form={form} />}
        {may.answer && <AnswerForm data={data} form={form} />}
        {may.report && <ReportForm form={form} />}
        {may.withdraw && (
          <Form enhance={false} label={ts('reviews.resolution.withdraw')}>
            <Hidden name="do" value="withdraw" />
            <Button kind="alert">{t('reviews.resolution.withdraw')}</Button>
          </Form>
        )}
      </div>
    </DeskDocument>
  );
}

/** The state of a form goes to the form that was sent. */
function sent(form: FormState, which: string): FormState | undefined {
  return one(form.values, 'do') === which ? form : undefined;
}

function AdoptForm({ form }: { form: FormState }) {
  const { t, ts, today } = usePage();
  return (
    <section class="flow" aria-labelledby="adopt">
      <h2 id="adopt">{t('reviews.resolution.adopt')}</h2>
      <p class="measure">{t('reviews.resolution.adopt-text')}</p>
      <Form state={sent(form, 'adopt')} label={ts('reviews.resolution.adopt')}>
        <Hidden name="do" value="adopt" />
        <DateField name="on" label={t('reviews.resolution.adopted-on')} value={today} />
        <Details summary={t('reviews.withheld.mark')}>
          <LongTextFields
            name="withheld"
            label={ts('reviews.withheld.reason')}
            hint={ts('reviews.withheld.hint')}
            most={MOST.paragraph}
            rows={2}
            optional
          />
        </Details>
        <Button>{t('reviews.resolution.adopt')}</Button>
      </Form>
    </section>
  );
}

function AnswerForm({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <section class="flow" aria-labelledby="answer">
      <h2 id="answer">{t('reviews.answer.title')}</h2>
      <p class="measure">{t('reviews.answer.text')}</p>
      <Form state={sent(form, 'answer')} label={ts('reviews.answer.title')}>
        <Hidden name="do" value="answer" />
        <Radios
          name="outcome"
          label={t('reviews.answer.outcome')}
          choices={ANSWERS.map((outcome) => ({ value: outcome, label: ts(`reviews.answer.outcomes.${outcome}`) }))}
        />
        <LongTextFields name="reasons" label={ts('reviews.answer.reasons')} most={MOST.page} />
        <LongTextFields
          name="action"
          label={ts('reviews.answer.action')}
          hint={ts('reviews.answer.action-hint')}
          most={MOST.page}
          rows={3}
          optional
        />
        <DateField name="plannedOn" label={t('reviews.answer.planned-on')} optional />
        <Select
          name="office"
          label={t('reviews.resolution.office')}
          empty={ts('reviews.form.choose-one')}
          value={data.resolution.officeId ?? ''}
          choices={officeChoices(page, data.offices)}
          optional
        />
        <Button>{t('reviews.answer.publish')}</Button>
      </Form>
    </section>
  );
}

function ReportForm({ form }: { form: FormState }) {
  const { t, ts, today } = usePage();
  return (
    <section class="flow" aria-labelledby="report">
      <h2 id="report">{t('reviews.result.title')}</h2>
      <Form state={sent(form, 'report')} label={ts('reviews.result.title')}>
        <Hidden name="do" value="report" />
        <Radios
          name="result"
          label={t('reviews.result.result')}
          choices={RESULTS.map((result) => ({ value: result, label: ts(`reviews.result.results.${result}`) }))}
        />
        <LongTextFields
          name="note"
          label={ts('reviews.result.note')}
          hint={ts('reviews.result.note-hint')}
          most={MOST.paragraph}
          rows={3}
          optional
        />
        <DateField name="on" label={t('reviews.result.on')} value={today} />
        <Button kind="quiet">{t('reviews.form.save')}</Button>
      </Form>
    </section>
  );
}
