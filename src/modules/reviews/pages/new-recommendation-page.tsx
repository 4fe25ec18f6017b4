import { DeskDocument, dateOf, one, textOf, withDone } from '#core/institutions/index.ts';
import type { MilestoneInList } from '#modules/commitments/index.ts';
import { Button } from '#platform/html/button.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { adoptRecommendationRule, manageFollowUp } from '../access.ts';
import { proposeRecommendation } from '../actions/propose-recommendation.ts';
import type { FollowUpBody } from '../follow-up-body.ts';
import { MOST } from '../input.ts';
import { bodiesOf, mandatesOf } from '../queries/bodies.ts';
import { matrixOf } from '../queries/reviews.ts';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';
import { LongTextFields } from './long-text-fields.tsx';
import { milestoneChoices } from './new-resolution-page.tsx';

type Data = DeskPlan & { bodies: FollowUpBody[]; rows: MilestoneInList[] };

/** Proposes a recommendation to a committee. */
export const newRecommendationPage = definePage<unknown, Data>({
  name: 'reviews.new-recommendation-page',
  path: '/desk/follow-up/plans/:plan/recommendations/new',
  on: 'tenant',
  access: adoptRecommendationRule,
  async load(request) {
    const about = await deskPlan(request, request.params.plan);
    const { db, page } = request;
    const { institutionId, plan } = about;
    const { actor, today } = page;
    const open = (await bodiesOf(db, { institutionId, reference: plan.reference })).filter((one) => !one.closedOn);
    const rows = await matrixOf(db, plan.reference, today);
    if (manageFollowUp.allows(actor, about, page) || actor.kind !== 'person') return { ...about, bodies: open, rows };
    const own = await mandatesOf(db, actor.id, { institutionId, plan: plan.reference, day: today });
    return { ...about, rows, bodies: open.filter((body) => own.some((mandate) => mandate.bodyId === body.id)) };
  },
  view: ({ data, form }) => <NewRecommendation data={data} form={form} />,
  submit: {
    action: proposeRecommendation,
    input: (values, { params }) => ({
      plan: params.plan,
      body: one(values, 'body'),
      text: textOf(values, 'text'),
      milestone: one(values, 'milestone'),
      dueOn: dateOf(values, 'dueOn'),
    }),
    done: ({ id }: { id: string }) => withDone(`/desk/follow-up/resolutions/${id}`),
  },
});

function NewRecommendation({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <DeskDocument
      title={ts('reviews.resolution.propose')}
      lead={t('reviews.resolution.propose-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
    >
      <ErrorSummary state={form} />
      {data.bodies.length === 0 ? (
        <Empty title={t('reviews.comment.members-only')} />
      ) : (
        <Form state={form}>
          <Radios
            name="body"
            label={t('reviews.comment.body')}
            value={data.bodies.length === 1 ? data.bodies[0]?.id : undefined}
            choices={data.bodies.map((body) => ({ value: body.id, label: plain(body.name, lang) }))}
          />
          <LongTextFields name="text" label={ts('reviews.resolution.text')} most={MOST.paragraph} />
          <Select
            name="milestone"
            label={t('reviews.resolution.milestone')}
            empty={ts('reviews.resolution.whole-plan')}
            choices={milestoneChoices(
              data.rows.map((row) => ({ milestone: row.reference, title: row.title })),
              lang,
            )}
            optional
          />
          <DateField name="dueOn" label={t('reviews.resolution.due-on')} optional />
          <Button>{t('reviews.resolution.propose')}</Button>
        </Form>
      )}
    </DeskDocument>
  );
}
