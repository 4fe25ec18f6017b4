import { z } from 'zod';
import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { answerRule } from '../access.ts';
import { type Answered, answerContributions } from '../actions/answer-contributions.ts';
import { ANSWER_MAX, ANSWERS_AT_ONCE, deskPath, OUTCOMES, WORDING_MAX } from '../draft-text.ts';
import { type Contribution, contributionsOf } from '../queries/contributions.ts';
import { ContributionTable } from './contribution-table.tsx';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';
import { spokenOf } from './public-text.ts';
import { WordFields } from './word-fields.tsx';

const query = z.object({
  c: z.preprocess((value) => [value ?? []].flat(), z.array(z.string().max(60)).max(ANSWERS_AT_ONCE)).catch([]),
});
type Query = z.infer<typeof query>;
type Data = DeskText & { chosen: Contribution[]; spoken: Awaited<ReturnType<typeof spokenOf>> };

/** Answers what was chosen: everything that the answer will stand under is shown with the form. */
export const answerPage = definePage<Query, Data>({
  name: 'draft-texts.answer-page',
  path: '/desk/draft-texts/:reference/answer',
  on: 'tenant',
  query,
  access: answerRule,
  async load(request) {
    const text = await deskText(request);
    const found = await contributionsOf(request.db, text, request.query.c.filter(isId));
    const chosen = found.filter(({ state }) => state === 'shown');
    return { ...text, chosen, spoken: await spokenOf(request.db, text, chosen) };
  },
  view: ({ data, form }) => <AnswerChosen data={data} form={form} />,
  submit: {
    action: answerContributions,
    input: (values, { params, query: { c } }) => ({
      text: params.reference,
      contributions: c,
      editedAt: Object.fromEntries(c.map((id) => [id, one(values, seenField(id))])),
      outcome: one(values, 'outcome'),
      reasons: textOf(values, 'reasons'),
      wording: one(values, 'wording'),
    }),
    done: ({ reference }: Answered) => withDone(deskPath(reference, '/contributions?answer=none')),
  },
});

const seenField = (id: string) => `editedAt.${id}`;

/** In which form a contribution was read: the one shown when this was typed, until its author's change has been pointed out. */
function seenOf({ id, editedAt }: Contribution, { values, faults }: FormState): string {
  const isTold = faults.some(({ key }) => key === 'draft-texts.refusal.some-changed');
  const isTyped = values[seenField(id)] !== undefined;
  return isTyped && !isTold ? one(values, seenField(id)) : (editedAt?.toISOString() ?? '');
}

function AnswerChosen({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { chosen, reference } = data;
  const [first] = chosen;
  const known = chosen.length === 1 ? first?.answer : undefined;
  return (
    <DeskDocument
      title={ts('draft-texts.desk.answer-n', { n: chosen.length })}
      lead={t('draft-texts.desk.answer-lead')}
      tabs={data.tabs}
      crumbs={[
        ...deskCrumbs(page, data),
        { label: ts('draft-texts.page.contributions'), path: deskPath(reference, '/contributions') },
      ]}
    >
      <ErrorSummary state={form} />
      {chosen.length === 0 ? (
        <Empty title={t('draft-texts.fault.choose')} />
      ) : (
        <>
          <Chapter id="chosen" title={t('draft-texts.desk.chosen')}>
            <ContributionTable contributions={chosen} spoken={data.spoken} reference={reference} />
          </Chapter>
          <Chapter id="answer" title={t('draft-texts.desk.answer')}>
            <Form state={form} action={deskPath(reference, `/answer?${chosen.map(({ id }) => `c=${id}`).join('&')}`)}>
              {chosen.map((one) => (
                <Hidden name={seenField(one.id)} value={seenOf(one, form)} />
              ))}
              <Radios
                name="outcome"
                label={t('draft-texts.table.answer')}
                value={known?.outcome}
                choices={OUTCOMES.map((outcome) => ({ value: outcome, label: ts(`draft-texts.outcome.${outcome}`) }))}
              />
              {chosen.length === 1 && first?.deed && first.deed !== 'delete' && (
                <TextArea
                  name="wording"
                  label={t('draft-texts.answer.wording')}
                  hint={t('draft-texts.desk.wording-hint')}
                  value={known?.wording ?? undefined}
                  maxlength={WORDING_MAX}
                  optional
                />
              )}
              <WordFields
                name="reasons"
                label={ts('draft-texts.desk.reasons')}
                hint={ts('draft-texts.desk.reasons-hint')}
                value={known?.reasons}
                rows={5}
                most={ANSWER_MAX}
              />
              <Button>{t('draft-texts.desk.publish-answer', { n: chosen.length })}</Button>
            </Form>
          </Chapter>
        </>
      )}
    </DeskDocument>
  );
}
