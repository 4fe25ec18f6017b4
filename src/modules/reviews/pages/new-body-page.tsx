import { DeskDocument, dateOf, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { createFollowUpBody } from '../actions/create-follow-up-body.ts';
import { BODY_KINDS } from '../follow-up-body.ts';
import { BodyFields } from './body-fields.tsx';
import { type DeskPlan, deskPlan, planCrumbs } from './desk-plan.ts';

/** Creates a committee, a group or the monitoring body of a plan. */
export const newBodyPage = definePage<unknown, DeskPlan>({
  name: 'reviews.new-body-page',
  path: '/desk/follow-up/plans/:plan/bodies/new',
  on: 'tenant',
  access: manageFollowUp,
  load: (request) => deskPlan(request, request.params.plan),
  view: ({ data, form }) => <NewBody data={data} form={form} />,
  submit: {
    action: createFollowUpBody,
    input: (values, { params }) => ({
      plan: params.plan,
      kind: one(values, 'kind'),
      ...bodyValues(values),
    }),
    done: ({ id }: { id: string }) => withDone(`/desk/follow-up/bodies/${id}`),
  },
});

/** What the fields of a body say. */
export function bodyValues(values: FormState['values']) {
  return {
    name: textOf(values, 'name'),
    mandate: textOf(values, 'mandate'),
    decisionNumber: one(values, 'decisionNumber'),
    decidedOn: dateOf(values, 'decidedOn'),
  };
}

function NewBody({ data, form }: { data: DeskPlan; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('reviews.bodies.new')}
      lead={t('reviews.bodies.new-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page, data.plan)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="kind"
          label={t('reviews.bodies.kind')}
          choices={BODY_KINDS.map((kind) => ({ value: kind, label: ts(`reviews.bodies.kinds.${kind}`) }))}
        />
        <BodyFields />
        <Button>{t('reviews.bodies.create')}</Button>
      </Form>
    </DeskDocument>
  );
}
