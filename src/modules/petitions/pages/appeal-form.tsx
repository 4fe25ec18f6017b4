import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { DateText } from '#platform/html/text.tsx';
import type { FormState } from '#platform/page.ts';
import { APPEAL_MAX } from '../petition.ts';

/** The author of a petition that was not opened asks that somebody else look at it. `until`: the last day, where the body sets one. */
export function AppealForm({ until, form }: { until: string | null; form: FormState }) {
  const { t, today } = usePage();
  if (until !== null && today > until)
    return (
      <Banner kind="warn">
        <p>{t('petitions.refusal.appeal-too-late')}</p>
      </Banner>
    );
  return (
    <Chapter id="appeal" title={t('petitions.appeal.title')} intro={t('petitions.appeal.intro')}>
      <Form state={form}>
        <Hidden name="do" value="appeal" />
        <TextArea
          name="words"
          label={t('petitions.appeal.words')}
          hint={
            until === null
              ? t('petitions.appeal.no-period')
              : t('petitions.appeal.until', { date: <DateText date={until} /> })
          }
          maxlength={APPEAL_MAX}
        />
        <Button>{t('petitions.appeal.send')}</Button>
      </Form>
    </Chapter>
  );
}
