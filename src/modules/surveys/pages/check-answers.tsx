import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { FormState } from '#platform/page.ts';
import { AboutFields } from './about-fields.tsx';
import type { AnswerData } from './answer-load.ts';
import { answerPath } from './answer-path.ts';
import { AnswerSummary } from './answer-summary.tsx';

type CheckProps = Pick<AnswerData, 'survey' | 'places' | 'isPerson'> & {
  draft: NonNullable<AnswerData['draft']>;
  hold: string | undefined;
  form: FormState;
};

/** Everything that was answered, to look over before it is sent. Whoever has no account sends it with a code that reaches them. */
export function CheckAnswers({ survey, places, draft, hold, isPerson, form }: CheckProps) {
  const { t } = usePage();
  const { questionnaire, reference, admission } = survey;
  const byCode = admission === 'anyone' && !isPerson && !draft.revises;
  return (
    <>
      <PageHead
        kicker={<Multilingual text={survey.title} />}
        title={t('surveys.answer.check')}
        lead={t('surveys.answer.check-lead')}
      />
      <AnswerSummary
        questionnaire={questionnaire}
        answers={draft.answers}
        places={places}
        change={(section) => answerPath(reference, { hold, s: section })}
      />
      <Form state={form} action={answerPath(reference, { hold, s: 'check' })}>
        <Hidden name="do" value={byCode ? 'ask' : 'finish'} />
        {byCode && (
          <TextInput
            name="contact"
            label={t('surveys.answer.contact')}
            hint={t('surveys.answer.contact-hint')}
            dir="ltr"
            autocomplete="email"
            maxlength={254}
          />
        )}
        {!isPerson && !draft.revises && <AboutFields places={places} />}
        <Button size="big">{t(byCode ? 'surveys.answer.send-code' : 'surveys.answer.send')}</Button>
      </Form>
    </>
  );
}
