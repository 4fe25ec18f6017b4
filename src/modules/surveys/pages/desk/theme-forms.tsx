import { one, TextFields } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { Theme } from '../../queries/texts.ts';

type Props = { theme: Theme; others: readonly Theme[]; path: string; form: FormState };

/** Another name for a theme, its texts put under another one, or no such theme any more. */
export function ThemeForms({ theme, others, path, form }: Props) {
  const { t, ts, lang } = usePage();
  const sent = one(form.values, 'theme') === theme.id ? one(form.values, 'do') : '';
  const state = (which: string) => (sent === which ? form : undefined);
  return (
    <Details summary={t('surveys.texts.edit-theme', { theme: plain(theme.title, lang) })} open={sent !== ''}>
      <Form state={state('rename')} action={path}>
        <Hidden name="do" value="rename" />
        <Hidden name="theme" value={theme.id} />
        <TextFields name="title" label={ts('surveys.results.theme')} value={theme.title} optional={['fr', 'en']} />
        <Button kind="quiet">{t('surveys.texts.rename')}</Button>
      </Form>
      {others.length > 0 && (
        <Form state={state('merge')} action={path} enhance={false}>
          <Hidden name="do" value="merge" />
          <Hidden name="theme" value={theme.id} />
          <p>{t('surveys.texts.merge-text')}</p>
          <Select
            name="into"
            label={t('surveys.texts.merge-into')}
            choices={others.map(({ id, title }) => ({ value: id, label: plain(title, lang) }))}
          />
          <Button kind="quiet">{t('surveys.texts.merge')}</Button>
        </Form>
      )}
      <Form action={path} enhance={false}>
        <Hidden name="do" value="remove" />
        <Hidden name="theme" value={theme.id} />
        <p>{t('surveys.texts.remove-text')}</p>
        <Button kind="alert">{t('surveys.texts.remove')}</Button>
      </Form>
    </Details>
  );
}
