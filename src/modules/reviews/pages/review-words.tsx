import { usePage } from '#platform/html/context.tsx';
import { StatusTag, type Tone } from '#platform/html/tag.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import type { AgendaItem, Review, ReviewState } from '../review.ts';

const TONES: Record<ReviewState, Tone> = {
  planned: 'not-started',
  held: 'in-progress',
  published: 'finished',
  cancelled: 'incomplete',
};

export function ReviewTag({ review }: { review: Pick<Review, 'state'> }) {
  const { t } = usePage();
  return <StatusTag tone={TONES[review.state]} label={t(`reviews.review.states.${review.state}`)} />;
}

/** The agenda as a numbered list: what each point is about, and why it is on it. */
export function Agenda({ items }: { items: readonly AgendaItem[] }) {
  const { t } = usePage();
  return (
    <ol>
      {items.map((item) => (
        <li>
          {item.kind !== 'other' && <b>{t(`reviews.agenda.kinds.${item.kind}`)} · </b>}
          {item.milestone && (
            <>
              <Code>{item.milestone}</Code>{' '}
            </>
          )}
          <Multilingual text={item.text} />
        </li>
      ))}
    </ol>
  );
}

/** A hash in groups that may stand on several lines; copied, it is one word. */
export function Hash({ value }: { value: string }) {
  const groups = value.match(/.{1,16}/g) ?? [];
  return (
    <span dir="ltr">
      {groups.map((group, index) => (
        <>
          {index > 0 && <wbr />}
          <Code>{group}</Code>
        </>
      ))}
    </span>
  );
}
