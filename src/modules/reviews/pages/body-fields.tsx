import { TextFields } from '#core/institutions/index.ts';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import type { FollowUpBody } from '../follow-up-body.ts';
import { MOST } from '../input.ts';
import { LongTextFields } from './long-text-fields.tsx';

/** The fields of a body that a decision gives it. */
export function BodyFields({ body }: { body?: FollowUpBody }) {
  const { ts } = usePage();
  return (
    <>
      <TextFields name="name" label={ts('reviews.bodies.name')} value={body?.name} />
      <LongTextFields
        name="mandate"
        label={ts('reviews.bodies.mandate')}
        hint={ts('reviews.bodies.mandate-hint')}
        value={body?.mandate}
        most={MOST.page}
      />
      <TextInput
        name="decisionNumber"
        label={ts('reviews.bodies.decision-number')}
        value={body?.decisionNumber ?? undefined}
        dir="ltr"
        maxlength={80}
        optional
      />
      <DateField
        name="decidedOn"
        label={ts('reviews.bodies.decided-on')}
        value={body?.decidedOn ?? undefined}
        optional
      />
    </>
  );
}
