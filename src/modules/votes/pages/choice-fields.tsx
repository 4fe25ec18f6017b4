import { Checkboxes, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Group, Select, TextInput } from '#platform/html/field.tsx';
import { useField } from '#platform/html/form-state.ts';
import { plain } from '#platform/i18n/text.ts';
import type { Marks } from '../ballot.ts';
import type { Vote } from '../queries/votes.ts';
import { ANSWERS, type VoteOption } from '../vote.ts';
import { ballotRule } from './words.tsx';

type Props = { vote: Vote; options: readonly VoteOption[]; marks?: Marks | undefined };

/** The ballot: answers, boxes, places or points. */
export function ChoiceFields({ vote, options, marks }: Props) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const label = t('votes.cast.your-choice');
  const hint = ballotRule(page, vote);
  const whole = useField('choice');
  const choices = options.map(({ number, text, cost }) => ({
    value: String(number),
    label: plain(text, lang),
    ...(cost === null ? {} : { hint: ts('votes.field.cost-is', { cost: format.number(cost) }) }),
  }));
  if (vote.method === 'support')
    return (
      <Radios
        name="choice"
        label={label}
        value={marks?.picked[0]}
        choices={ANSWERS.map((answer) => ({ value: answer, label: ts(`votes.answer.${answer}`) }))}
      />
    );
  if (vote.method === 'choose') {
    const fields = { name: 'choice', label, hint, choices };
    return vote.most === 1 ? (
      <Radios {...fields} value={marks?.picked[0]} />
    ) : (
      <Checkboxes {...fields} values={marks?.picked ?? []} />
    );
  }
  const given = (value: string) => (marks?.given[value] === undefined ? undefined : String(marks.given[value]));
  return (
    <Group id={whole.id} label={label} hint={hint} fault={whole.fault}>
      {choices.map(({ value, label: name, hint: cost }) =>
        vote.method === 'rank' ? (
          <Select
            name={`given.${value}`}
            label={<bdi>{name}</bdi>}
            hint={cost}
            empty={ts('votes.cast.no-place')}
            value={given(value)}
            choices={options.map((_, index) => ({
              value: String(index + 1),
              label: ts('votes.cast.place', { place: index + 1 }),
            }))}
          />
        ) : (
          <TextInput
            name={`given.${value}`}
            label={<bdi>{name}</bdi>}
            hint={cost}
            value={given(value)}
            inputMode="numeric"
            dir="ltr"
            width={4}
            maxlength={4}
          />
        ),
      )}
    </Group>
  );
}
