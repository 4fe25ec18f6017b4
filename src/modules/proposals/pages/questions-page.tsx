import { z } from 'zod';
import { DeskDocument, deskTabs, one, TextFields, textOf, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { triageProposals } from '../access.ts';
import { removeQuestion } from '../actions/remove-question.ts';
import { saveQuestion } from '../actions/save-question.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { hasChoices, QUESTION_KINDS, QUESTIONS_MAX, type Question } from '../questions.ts';
import { addressedCall } from './loading.ts';

const WRITTEN = ['ar', 'fr', 'en'] as const;

const query = z.object({ question: z.string().max(10).optional().catch(undefined) });

type Data = ProposalCall & { tabs: Tab[] };

const done = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/proposals/calls/${params.call}/questions`);

/** What a call asks beside the proposal itself. */
export const questionsPage = definePage<z.infer<typeof query>, Data>({
  name: 'proposals.questions-page',
  path: '/desk/proposals/calls/:call/questions',
  on: 'tenant',
  query,
  access: triageProposals,
  load: async (request) => ({ ...(await addressedCall(request)), tabs: deskTabs(request) }),
  view: ({ data, form, query: asked }) => <Questions data={data} form={form} asked={asked.question} />,
  submits: {
    save: {
      action: saveQuestion,
      input: (values, { params }) => ({
        call: params.call,
        key: one(values, 'key'),
        kind: one(values, 'kind'),
        label: textOf(values, 'label'),
        hint: textOf(values, 'hint'),
        needed: one(values, 'needed') === 'yes',
        choices: choicesOf(values),
      }),
      done,
    },
    remove: {
      action: removeQuestion,
      input: (values, { params }) => ({ call: params.call, key: one(values, 'key') }),
      done,
    },
  },
});

/** One choice in each line, in the same order in each language. */
function choicesOf(values: FormState['values']) {
  const [ar = [], fr = [], en = []] = WRITTEN.map((lang) =>
    one(values, `choices.${lang}`)
      .split(/\r?\n/)
      .map((line) => line.trim()),
  );
  return Array.from({ length: Math.max(ar.length, fr.length) }, (_, at) => ({
    ar: ar[at] ?? '',
    fr: fr[at] ?? '',
    en: en[at] ?? '',
  })).filter((name) => name.ar !== '' || name.fr !== '');
}

function Questions({ data, form, asked }: { data: Data; form: FormState; asked: string | undefined }) {
  const { t, ts, lang } = usePage();
  const path = `/desk/proposals/calls/${data.id}`;
  const changed = data.questions.find(({ key }) => key === asked);
  return (
    <DeskDocument
      title={ts('proposals.questions.title')}
      lead={t('proposals.questions.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: plain(data.title, lang), path },
      ]}
    >
      <ErrorSummary state={form} />
      {data.questions.length === 0 && <Empty title={t('proposals.questions.none')} />}
      {data.questions.length > 0 && (
        <ol class="flow">
          {data.questions.map((question) => (
            <li>
              <p>
                <strong>
                  <Multilingual text={question.label} />
                </strong>{' '}
                <span class="soft">
                  {t(`proposals.questions.kind.${question.kind}`)}
                  {question.needed && <> · {t('proposals.questions.needed-short')}</>}
                </span>
              </p>
              {hasChoices(question) && (
                <ul>
                  {question.choices.map(({ name }) => (
                    <li>
                      <Multilingual text={name} />
                    </li>
                  ))}
                </ul>
              )}
              {data.closedAt === null && (
                <div class="row">
                  <ButtonLink kind="quiet" size="small" path={`${path}/questions?question=${question.key}#write`}>
                    {t('proposals.questions.change')}
                    <span class="hide-text"> {plain(question.label, lang)}</span>
                  </ButtonLink>
                  <Form state={form}>
                    <Hidden name="do" value="remove" />
                    <Hidden name="key" value={question.key} />
                    <Button kind="quiet" size="small">
                      {t('proposals.questions.remove')}
                      <span class="hide-text"> {plain(question.label, lang)}</span>
                    </Button>
                  </Form>
                </div>
              )}
            </li>
          ))}
        </ol>
      )}
      {data.closedAt === null && (changed || data.questions.length < QUESTIONS_MAX) && (
        <QuestionForm form={form} known={changed} />
      )}
    </DeskDocument>
  );
}

function QuestionForm({ form, known }: { form: FormState; known: Question | undefined }) {
  const { t, ts } = usePage();
  const title = known ? t('proposals.questions.change') : t('proposals.questions.add');
  return (
    <Chapter id="write" title={title} intro={t('proposals.questions.intro')}>
      <Form state={form}>
        <Hidden name="do" value="save" />
        {known && <Hidden name="key" value={known.key} />}
        <TextFields name="label" label={ts('proposals.questions.label')} value={known?.label} />
        <TextFields
          name="hint"
          label={ts('proposals.questions.hint')}
          value={known?.hint}
          optional={['ar', 'fr', 'en']}
        />
        <Radios
          name="kind"
          label={t('proposals.questions.kind-label')}
          look="two"
          value={known?.kind ?? 'line'}
          choices={QUESTION_KINDS.map((kind) => ({ value: kind, label: ts(`proposals.questions.kind.${kind}`) }))}
        />
        {WRITTEN.map((each) => (
          <TextArea
            name={`choices.${each}`}
            label={
              <>
                {t('proposals.questions.choices')} – <bdi lang={each}>{LANGUAGE_NAMES[each]}</bdi>
              </>
            }
            hint={t('proposals.questions.choices-hint')}
            value={known?.choices.map(({ name }) => name[each] ?? '').join('\n')}
            rows={4}
            optional
          />
        ))}
        <Checkbox name="needed" label={ts('proposals.questions.needed')} checked={known?.needed ?? false} />
        <Button>{t('proposals.questions.save')}</Button>
      </Form>
    </Chapter>
  );
}
