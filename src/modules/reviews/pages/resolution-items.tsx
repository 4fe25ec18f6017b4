import { usePage } from '#platform/html/context.tsx';
import { type Fact, Facts } from '#platform/html/items.tsx';
import { type Status, StatusTag, type Tone } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { Answer } from '#platform/html/thread.tsx';
import { awaitsAnswer, type Resolution, type Result } from '../resolution.ts';

const RESULT_TONES: Record<Result, Tone> = { 'under-way': 'in-progress', done: 'finished', dropped: 'incomplete' };

type ResolutionItemsProps = {
  resolutions: readonly Resolution[];
  /** On the desk each leads to its page, and what is withheld is shown. */
  desk?: boolean;
  level?: 3 | 4;
};

/** Decisions and recommendations: what they say, who answers for them, what was answered, what became of them. */
export function ResolutionItems({ resolutions, desk = false, level = 3 }: ResolutionItemsProps) {
  return (
    <ul class="items">
      {resolutions.map((resolution) => (
        <OneResolution resolution={resolution} desk={desk} level={level} />
      ))}
    </ul>
  );
}

function OneResolution({ resolution, desk, level }: { resolution: Resolution; desk: boolean; level: 3 | 4 }) {
  const { t, ts, href, today } = usePage();
  const Tag = `h${level}` as 'h3';
  const shown = desk ? resolution.text : (resolution.withheld ?? resolution.text);
  const tags = useTags(resolution, today);
  const facts: Fact[] = [
    {
      label: ts('reviews.resolution.kind'),
      hideLabel: true,
      value: t(`reviews.resolution.kinds.${resolution.kind}`),
    },
    ...(resolution.bodyName
      ? [{ label: ts('reviews.resolution.from'), value: <Multilingual text={resolution.bodyName} /> }]
      : []),
    ...(resolution.adoptedOn
      ? [{ label: ts('reviews.resolution.adopted-on'), value: <DateText date={resolution.adoptedOn} /> }]
      : []),
    ...(resolution.milestone
      ? [{ label: ts('reviews.resolution.milestone'), hideLabel: true, value: <Code>{resolution.milestone}</Code> }]
      : []),
    ...(resolution.officeName
      ? [{ label: ts('reviews.resolution.office'), value: <Multilingual text={resolution.officeName} /> }]
      : []),
    ...(resolution.dueOn
      ? [{ label: ts('reviews.resolution.due-on'), value: <DateText date={resolution.dueOn} /> }]
      : []),
  ];
  return (
    <li id={`resolution-${resolution.id}`}>
      {tags.length > 0 && (
        <div class="row tagrow">
          {tags.map((tag) => (
            <StatusTag {...tag} />
          ))}
        </div>
      )}
      {desk ? (
        <Tag>
          <a href={href(`/desk/follow-up/resolutions/${resolution.id}`)}>
            <Multilingual text={shown} />
          </a>
        </Tag>
      ) : (
        <Tag>
          {resolution.withheld && `${ts('reviews.withheld.public')} `}
          <Multilingual text={shown} />
        </Tag>
      )}
      <Facts facts={facts} />
      {resolution.answer && <AnswerOf resolution={resolution} level={level === 3 ? 4 : 5} />}
      {awaitsAnswer(resolution) && resolution.answerDueOn && (
        <p>
          {t(resolution.answerDueOn < today ? 'reviews.answer.overdue' : 'reviews.answer.awaited', {
            date: <DateText date={resolution.answerDueOn} />,
          })}
        </p>
      )}
      {resolution.last && (
        <p>
          {t('reviews.result.last', {
            result: ts(`reviews.result.results.${resolution.last.result}`),
            date: <DateText date={resolution.last.on} />,
          })}{' '}
          {resolution.last.note && <Multilingual text={resolution.last.note} />}
        </p>
      )}
    </li>
  );
}

/** Two tags at most: what was answered, and what became of it. */
function useTags(resolution: Resolution, today: string): Status[] {
  const { t } = usePage();
  const tags: Status[] = [];
  if (resolution.state === 'proposed') tags.push({ tone: 'not-started', label: t('reviews.resolution.proposed') });
  else if (awaitsAnswer(resolution)) {
    const late = resolution.answerDueOn !== null && resolution.answerDueOn < today;
    tags.push({ tone: late ? 'late' : 'not-reported', label: t('reviews.answer.unanswered') });
  } else if (resolution.answer) {
    const tone = { accepted: 'finished', partly: 'in-progress', refused: 'incomplete' } as const;
    tags.push({
      tone: tone[resolution.answer.outcome],
      label: t(`reviews.answer.outcomes.${resolution.answer.outcome}`),
    });
  }
  if (resolution.last)
    tags.push({
      tone: RESULT_TONES[resolution.last.result],
      label: t(`reviews.result.results.${resolution.last.result}`),
    });
  return tags;
}

function AnswerOf({ resolution, level }: { resolution: Resolution; level: 4 | 5 }) {
  const { t, ts, tenant } = usePage();
  const { answer } = resolution;
  if (!answer) return null;
  return (
    <Answer
      level={level}
      title={t('reviews.answer.given', { outcome: ts(`reviews.answer.outcomes.${answer.outcome}`) })}
      signed={
        <>
          {answer.officeName ? (
            <Multilingual text={answer.officeName} />
          ) : (
            tenant && <Multilingual text={tenant.name} />
          )}
          {(answer.officeName || tenant) && ' · '}
          <DateText date={answer.answeredOn} />
        </>
      }
    >
      <Prose text={answer.reasons} />
      {answer.action && (
        <p>
          <b>{t('reviews.answer.planned')}</b> <Multilingual text={answer.action} />
          {answer.plannedOn && (
            <>
              {' · '}
              {t('reviews.answer.by', { date: <DateText date={answer.plannedOn} /> })}
            </>
          )}
        </p>
      )}
    </Answer>
  );
}
