import { usePage } from '#platform/html/context.tsx';
import type { Deadline } from '../deadline.ts';
import { reckoning } from '../explain.ts';
import type { Period, Rule } from '../rules.ts';

/** What `explainDeadline` answers: a rule and the deadline counted by it. */
export type Explained = { rule: Rule; period: Period; deadline: Pick<Deadline, 'steps'> };

/** The reckoning of a deadline, one sentence after the other, in the language of the page. */
export function DeadlineSteps({ explained: { rule, period, deadline } }: { explained: Explained }) {
  const sentences = reckoning(usePage(), rule, period, deadline);
  return (
    <div class="measure">
      <ol>
        {sentences.map((sentence) => (
          <li>{sentence}</li>
        ))}
      </ol>
    </div>
  );
}
