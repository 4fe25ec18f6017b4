import type { ComponentChildren } from 'preact';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import type { Status, Tone } from '#platform/html/tag.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { readChoice } from '../ballot.ts';
import type { Vote } from '../queries/votes.ts';
import { ANSWERS, type Answer, type Method, type Phase, phaseOf, type VoteOption } from '../vote.ts';

const TONES: Record<Phase, Tone> = {
  draft: 'not-started',
  upcoming: 'not-started',
  open: 'in-progress',
  counting: 'not-reported',
  closed: 'finished',
  cancelled: 'stuck',
};

/** Where a vote stands, as a tag. */
export function statusOf({ t, now }: Pick<PageContext, 't' | 'now'>, vote: Vote): Status {
  const phase = phaseOf(vote, now);
  return { tone: TONES[phase], label: t(`votes.phase.${phase}`) };
}

/** What a vote asks of its ballot, in one sentence. */
export function ballotRule(
  { ts }: Pick<PageContext, 'ts'>,
  { method, most, points }: Pick<Vote, 'method' | 'most' | 'points'>,
): string {
  return ts(`votes.rule.${method}`, { most, points });
}

const isAnswer = (option: string): option is Answer => (ANSWERS as readonly string[]).includes(option);

/** The name of an option in a count: its text, or an answer to a question. */
export function OptionName({ option, options }: { option: string; options: readonly VoteOption[] }) {
  const { t } = usePage();
  if (isAnswer(option)) return <>{t(`votes.answer.${option}`)}</>;
  return <Multilingual text={options.find(({ number }) => String(number) === option)?.text} />;
}

/** The same as a plain text. */
export function optionWords(
  { ts, lang }: Pick<PageContext, 'ts' | 'lang'>,
  option: string,
  options: readonly VoteOption[],
): string {
  if (isAnswer(option)) return ts(`votes.answer.${option}`);
  return plain(options.find(({ number }) => String(number) === option)?.text, lang);
}

type ChoiceProps = { method: Method; choice: string; options: readonly VoteOption[] };

/** What a ballot says, in words. */
export function ChoiceWords({ method, choice, options }: ChoiceProps) {
  const { t } = usePage();
  const read = [...readChoice(method, choice)];
  if (method === 'support') return <OptionName option={choice} options={options} />;
  const line = ([option, value]: [string, number]): ComponentChildren => {
    const name = <OptionName option={option} options={options} />;
    if (method === 'rank') return t('votes.choice.rank', { place: value, name });
    return method === 'points' ? t('votes.choice.points', { n: value, name }) : name;
  };
  return (
    <ul>
      {read.map((one) => (
        <li>{line(one)}</li>
      ))}
    </ul>
  );
}
