import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import type { Appeal } from '../moderation.ts';
import type { ItemData } from './item-page.tsx';

/** Keep it, or hide it and say why. */
export function DecideForms({ data, held, form }: { data: ItemData; held: boolean; form: FormState }) {
  const { t, ts, lang } = usePage();
  const used = [...new Set(data.reports.map((report) => report.ground))];
  return (
    <>
      <Form label={ts(held ? 'moderation.item.release' : 'moderation.item.keep')}>
        <Hidden name="do" value="keep" />
        <Button kind="quiet">{t(held ? 'moderation.item.release' : 'moderation.item.keep')}</Button>
      </Form>
      <Form state={form} label={ts('moderation.item.hide')}>
        <Hidden name="do" value="hide" />
        <Select
          name="ground"
          label={t('moderation.item.ground')}
          hint={t('moderation.item.ground-hint')}
          empty={ts('moderation.item.choose')}
          value={used.length === 1 ? used[0] : undefined}
          choices={data.grounds.map((ground) => ({ value: ground.key, label: plain(ground.label, lang) }))}
        />
        <TextArea
          name="words"
          label={t('moderation.item.words')}
          hint={t('moderation.item.words-hint')}
          rows={3}
          maxlength={2_000}
          optional
        />
        <Button kind="alert">{t('moderation.item.hide')}</Button>
      </Form>
      <Details summary={t('moderation.item.letters')}>
        <dl class="summary">
          {data.grounds.map((ground) => (
            <div>
              <dt>{plain(ground.label, lang)}</dt>
              <dd>{plain(ground.letter, lang)}</dd>
            </div>
          ))}
        </dl>
      </Details>
    </>
  );
}

/** Show it again. */
export function RestoreForm({ form }: { form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Form state={form} label={ts('moderation.item.restore')}>
      <Hidden name="do" value="restore" />
      <TextArea name="words" label={t('moderation.item.words')} rows={3} maxlength={2_000} optional />
      <Button kind="quiet">{t('moderation.item.restore')}</Button>
    </Form>
  );
}

/** Decides an appeal against somebody else's decision. */
export function AppealForm({ appeal, form }: { appeal: Appeal; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Form state={form} label={ts('moderation.decide-appeal.title')}>
      <Hidden name="do" value="appeal" />
      <Hidden name="appeal" value={appeal.id} />
      <Radios
        name="outcome"
        label={t('moderation.decide-appeal.outcome')}
        choices={[
          { value: 'restored', label: ts('moderation.item.outcome-restored') },
          { value: 'confirmed', label: ts('moderation.item.outcome-confirmed') },
        ]}
      />
      <TextArea
        name="answer"
        label={t('moderation.decide-appeal.answer')}
        hint={t('moderation.decide-appeal.answer-hint')}
        rows={4}
        maxlength={2_000}
      />
      <Button>{t('moderation.decide-appeal.send')}</Button>
    </Form>
  );
}
