import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import type { MilestoneInList } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { seeFollowUp } from '../access.ts';
import { commentMilestone } from '../actions/comment-milestone.ts';
import type { FollowUpBody } from '../follow-up-body.ts';
import { MOST } from '../input.ts';
import { bodiesOf, mandatesOf } from '../queries/bodies.ts';
import { type MatrixComment, matrixCommentsOf } from '../queries/resolutions.ts';
import { matrixOf } from '../queries/reviews.ts';
import { type DeskPlan, deskPlan, planCrumbs, planDeskPath } from './desk-plan.ts';
import { LongTextFields } from './long-text-fields.tsx';
import { MatrixComments } from './matrix-comments.tsx';

type Data = DeskPlan & { row: MilestoneInList; comments: MatrixComment[]; own: FollowUpBody[] };

/** One row of the matrix: what committees said of it, and the form for their members. */
export const matrixRowPage = definePage<unknown, Data>({
  name: 'reviews.matrix-row-page',
  path: '/desk/follow-up/plans/:plan/matrix/:milestone',
  on: 'tenant',
  access: seeFollowUp,
  async load(request) {
    const about = await deskPlan(request, request.params.plan);
    const { db, page, params } = request;
    const { institutionId, plan } = about;
    const row = (await matrixOf(db, plan.reference, page.today)).find((each) => each.reference === params.milestone);
    if (!row) throw new NotFound();
    const of = { institutionId, reference: plan.reference };
    const mandates =
      page.actor.kind === 'person'
        ? await mandatesOf(db, page.actor.id, { institutionId, plan: plan.reference, day: page.today })
        : [];
    const [comments, bodies] = await Promise.all([matrixCommentsOf(db, of, row.reference), bodiesOf(db, of)]);
    const own = bodies.filter((body) => mandates.some((mandate) => mandate.bodyId === body.id));
    return { ...about, row, comments, own };
  },
  view: ({ data, form }) => <MatrixRow data={data} form={form} />,
  submit: {
    action: commentMilestone,
    input: (values, { params }) => ({
      plan: params.plan,
      milestone: params.milestone,
      body: one(values, 'body'),
      text: textOf(values, 'text'),
      withheld: textOf(values, 'withheld'),
    }),
    done: (_result, { params }) => withDone(`${planDeskPath(params.plan ?? '')}/matrix/${params.milestone}`),
  },
});

function MatrixRow({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { row, comments, own } = data;
  return (
    <DeskDocument
      title={`${row.reference} · ${plain(row.title, lang)}`}
      tabs={data.tabs}
      crumbs={[
        ...planCrumbs(page, data.plan),
        { label: ts('reviews.matrix.title'), path: `${planDeskPath(data.plan.reference)}/matrix` },
      ]}
    >
      <ErrorSummary state={form} />
      <div class="flow">
        <h2>{t('reviews.matrix.comments')}</h2>
        {comments.length === 0 ? (
          <Empty title={t('reviews.comment.none')} />
        ) : (
          <MatrixComments comments={comments} desk />
        )}
        {own.length > 0 ? (
          <section class="flow" aria-labelledby="comment">
            <h2 id="comment">{t('reviews.comment.write')}</h2>
            <p class="measure">{t('reviews.comment.text')}</p>
            <Form state={form} label={ts('reviews.comment.write')}>
              <Radios
                name="body"
                label={t('reviews.comment.body')}
                value={own.length === 1 ? own[0]?.id : undefined}
                choices={own.map((body) => ({ value: body.id, label: plain(body.name, lang) }))}
              />
              <LongTextFields name="text" label={ts('reviews.comment.words')} most={MOST.paragraph} />
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
              <Button>{t('reviews.comment.publish')}</Button>
            </Form>
          </section>
        ) : (
          <p class="soft">{t('reviews.comment.members-only')}</p>
        )}
      </div>
    </DeskDocument>
  );
}
