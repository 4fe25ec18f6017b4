import type { Institution } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { Timeline } from '#platform/html/timeline.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { Reply } from '../queries/forwarded.ts';
import type { Answer, Outcome } from '../queries/triage.ts';

type AnswerProps = { answer: Answer; bodyName: Text; competent: Institution | undefined; reply: Reply | undefined };

/** What the body answered; where it forwarded it, what the competent body says. */
export function AnswerChapter({ answer, bodyName, competent, reply }: AnswerProps) {
  const { t } = usePage();
  return (
    <Chapter
      id="answer"
      title={t('proposals.answer.title')}
      intro={<DateText date={calendarDate(answer.answeredAt)} />}
    >
      <p>
        <b>
          {t('proposals.answer.by', {
            body: <Multilingual text={bodyName} />,
            state: t(`proposals.state.${answer.state}`),
          })}
        </b>
      </p>
      {competent && <p>{t('proposals.answer.forwarded-to', { body: <Multilingual text={competent.name} /> })}</p>}
      <Prose text={answer.reasons} />
      {competent && !reply && <p class="soft">{t('proposals.answer.no-reply')}</p>}
      {competent && reply && (
        <>
          <h3>
            {t('proposals.answer.by', {
              body: <Multilingual text={competent.name} />,
              state: t(`proposals.state.${reply.state}`),
            })}
          </h3>
          <p class="soft">
            <DateText date={calendarDate(reply.repliedAt)} />
          </p>
          <Prose text={reply.reasons} />
        </>
      )}
    </Chapter>
  );
}

/** A public thing that a proposal became part of, on the site of the body that promised it. */
export type PromisedThing = { title: Text; path: string; site: { slug: string; host: string | null } | null };

type OutcomeProps = { outcomes: readonly Outcome[]; promised: ReadonlyMap<string, PromisedThing> };

/** What became of it, step by step. */
export function OutcomeChapter({ outcomes, promised }: OutcomeProps) {
  const { t } = usePage();
  return (
    <Chapter id="outcome" title={t('proposals.outcome.title')} intro={t('proposals.outcome.intro')}>
      <Timeline
        entries={outcomes.map((outcome) => ({
          state: 'done',
          when: <DateText date={outcome.on} />,
          title: t(`proposals.outcome.kinds.${outcome.kind}`),
          children: (
            <>
              {outcome.kind !== 'step' && <Target outcome={outcome} thing={promised.get(outcome.target)} />}
              <Prose text={outcome.words} />
            </>
          ),
        }))}
      />
    </Chapter>
  );
}

function Target({ outcome, thing }: { outcome: Outcome; thing: PromisedThing | undefined }) {
  const { href } = usePage();
  if (!thing)
    return (
      <p>
        <bdi>{outcome.target}</bdi>
      </p>
    );
  return (
    <p>
      <a href={href(thing.path, { tenant: thing.site })}>
        <Multilingual text={thing.title} as="bdi" /> <Code>{outcome.target}</Code>
      </a>
    </p>
  );
}
