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
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageFollowUp } from '../access.ts';
import { recordResolution } from '../actions/record-resolution.ts';
import { MOST } from '../input.ts';
import { frozenRowsOf } from '../queries/reviews.ts';
import { RESOLUTION_KINDS } from '../resolution.ts';
import type { FrozenRow } from '../review.ts';
import { type DeskReview, deskReview, reviewCrumbs, reviewDeskPath } from './desk-review.ts';
import { LongTextFields } from './long-text-fields.tsx';

type Data = DeskReview & { offices: Office[]; rows: FrozenRow[] };

/** Writes down a decision or recommendation of a review, with its owner and its date. */
export const newResolutionPage = definePage<unknown, Data>({
  name: 'reviews.new-resolution-page',
  path: '/desk/follow-up/reviews/:id/resolutions/new',
  on: 'tenant',
  access: manageFollowUp,
  async load(request) {
    const about = await deskReview(request);
    if (about.review.state !== 'held') throw new NotFound();
    const [offices, rows] = await Promise.all([
      officesOf(request.db, about.institutionId),
      frozenRowsOf(request.db, about.review),
    ]);
    return { ...about, offices, rows };
  },
  view: ({ data, form }) => <NewResolution data={data} form={form} />,
  submit: {
    action: recordResolution,
    input: (values, { params }) => ({
      review: params.id,
      kind: one(values, 'kind'),
      text: textOf(values, 'text'),
      office: one(values, 'office'),
      dueOn: dateOf(values, 'dueOn'),
      milestone: one(values, 'milestone'),
      withheld: textOf(values, 'withheld'),
    }),
    done: (_result, { params }) => withDone(reviewDeskPath({ id: params.id ?? '' })),
  },
});

/** The rows of a matrix as choices: code and title. */
export function milestoneChoices(
  rows: readonly { milestone: string; title: FrozenRow['title'] }[],
  lang: Parameters<typeof plain>[1],
) {
  return rows.map(({ milestone, title }) => ({ value: milestone, label: `${milestone} · ${plain(title, lang)}` }));
}

function NewResolution({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <DeskDocument
      title={ts('reviews.resolution.new')}
      lead={t('reviews.resolution.new-lead')}
      tabs={data.tabs}
      crumbs={reviewCrumbs(page, data)}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Radios
          name="kind"
          label={t('reviews.resolution.kind')}
          choices={RESOLUTION_KINDS.map((kind) => ({
            value: kind,
            label: ts(`reviews.resolution.kinds.${kind}`),
            hint: ts(`reviews.resolution.kind-hints.${kind}`),
          }))}
        />
        <LongTextFields name="text" label={ts('reviews.resolution.text')} most={MOST.paragraph} />
        <Select
          name="office"
          label={t('reviews.resolution.office')}
          empty={ts('reviews.form.choose-one')}
          choices={officeChoices(page, data.offices)}
        />
        <DateField name="dueOn" label={t('reviews.resolution.due-on')} />
        <Select
          name="milestone"
          label={t('reviews.resolution.milestone')}
          empty={ts('reviews.resolution.whole-plan')}
          choices={milestoneChoices(data.rows, lang)}
          optional
        />
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
        <Button>{t('reviews.resolution.record')}</Button>
      </Form>
    </DeskDocument>
  );
}
