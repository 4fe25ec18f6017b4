import { dateOf, one, TextFields, textOf } from '#core/institutions/index.ts';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import type { FormState } from '#platform/page.ts';
import { CHAIRS, type Review } from '../review.ts';

/** When, where and under whose chair. */
export function ReviewFields({ review }: { review?: Review }) {
  const { t, ts } = usePage();
  return (
    <>
      <DateField name="on" label={t('reviews.review.on')} value={review?.on} />
      <TextFields name="place" label={ts('reviews.review.place')} value={review?.place} />
      <Radios
        name="chair"
        label={t('reviews.review.chair')}
        value={review?.chair ?? 'director-general-of-services'}
        choices={CHAIRS.map((chair) => ({ value: chair, label: ts(`reviews.review.chairs.${chair}`) }))}
      />
    </>
  );
}

/** What those fields say. */
export function reviewValues(values: FormState['values']) {
  return { on: dateOf(values, 'on'), place: textOf(values, 'place'), chair: one(values, 'chair') };
}
