import { addDays } from '#core/deadlines/index.ts';
import { one } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { DateText, Law } from '#platform/html/text.tsx';
import type { FormState } from '#platform/page.ts';
import { PRESENTATION_MAX } from '../draft-text.ts';
import { PROPOSED_DAYS } from '../period.ts';
import type { Floor } from '../queries/draft-texts.ts';
import type { DeskTextData } from './desk-text.ts';
import { WordFields } from './word-fields.tsx';

type FormProps = { data: DeskTextData; form: FormState };

/** The state of a form goes to the form that was sent. */
const sent = (form: FormState, which: string) => (one(form.values, 'do') === which ? form : undefined);

/** Publishes the text: from when to when it takes contributions, and how long that must be. */
export function PublishForm({ data, form }: FormProps) {
  const { t, ts } = usePage();
  return (
    <Chapter id="publish" title={t('draft-texts.desk.publish')}>
      <FloorWords floor={data.floor} />
      <Form state={sent(form, 'publish')} label={ts('draft-texts.desk.publish')}>
        <Hidden name="do" value="publish" />
        <PeriodFields floor={data.floor} />
        <Button>{t('draft-texts.desk.publish')}</Button>
      </Form>
    </Chapter>
  );
}

/** Puts the version that came of a round before everybody once more. */
export function RoundForm({ data, form }: FormProps) {
  const { t, ts } = usePage();
  const title = t('draft-texts.desk.round', { n: data.round + 1 });
  return (
    <Chapter id="round" title={title} intro={t('draft-texts.desk.round-intro', { n: data.version })}>
      <FloorWords floor={data.floor} />
      <Form state={sent(form, 'round')} label={ts('draft-texts.desk.round', { n: data.round + 1 })}>
        <Hidden name="do" value="round" />
        <PeriodFields floor={data.floor} />
        <Button kind="quiet">{title}</Button>
      </Form>
    </Chapter>
  );
}

function FloorWords({ floor }: { floor: Floor }) {
  const { t } = usePage();
  if (!floor.period) return <p class="measure">{t('draft-texts.desk.no-floor', { n: PROPOSED_DAYS })}</p>;
  return (
    <p class="measure">
      {t('draft-texts.desk.floor', {
        n: floor.period.value,
        date: floor.earliestOn && <DateText date={floor.earliestOn} />,
      })}{' '}
      {floor.law && <Law>{t('draft-texts.page.decree')}</Law>}
    </p>
  );
}

function PeriodFields({ floor }: { floor: Floor }) {
  const { t, ts, today } = usePage();
  return (
    <>
      <DateField name="opensOn" label={t('draft-texts.field.opens-on')} value={today} />
      <DateField
        name="closesOn"
        label={t('draft-texts.field.closes-on')}
        value={floor.earliestOn ?? addDays(today, PROPOSED_DAYS)}
      />
      {floor.law && (
        <WordFields
          name="urgency"
          label={ts('draft-texts.field.urgency')}
          hint={ts('draft-texts.desk.urgency-hint')}
          rows={3}
          most={PRESENTATION_MAX}
          optional
        />
      )}
    </>
  );
}

/** Gives people more time. */
export function ExtendForm({ data, form }: FormProps) {
  const { t, ts } = usePage();
  return (
    <Chapter id="extend" title={t('draft-texts.desk.extend')}>
      <Form state={sent(form, 'extend')} label={ts('draft-texts.desk.extend')}>
        <Hidden name="do" value="extend" />
        <DateField
          name="closesOn"
          label={t('draft-texts.field.closes-on')}
          hint={t('draft-texts.desk.extend-hint')}
          value={data.closesOn ?? undefined}
        />
        <Button>{t('draft-texts.desk.extend')}</Button>
      </Form>
    </Chapter>
  );
}

/** Makes the next version from what was accepted, or makes it anew. */
export function DraftVersionForm({ data, form }: FormProps) {
  const { t, ts } = usePage();
  const { working } = data;
  return (
    <Chapter id="draft" title={t('draft-texts.desk.draft')} intro={t('draft-texts.desk.draft-intro')}>
      {working && working.clashes.length > 0 && (
        <Banner kind="warn">
          <p>{t('draft-texts.desk.clashes', { n: working.clashes.length })}</p>
          <ul>
            {working.clashes.map((id) => (
              <ClashLink id={id} data={data} />
            ))}
          </ul>
        </Banner>
      )}
      <Form state={sent(form, 'draft')} label={ts('draft-texts.desk.draft')}>
        <Hidden name="do" value="draft" />
        {working && <Checkbox name="again" label={ts('draft-texts.desk.again')} />}
        <Button kind="quiet">{t('draft-texts.desk.draft')}</Button>
      </Form>
    </Chapter>
  );
}

function ClashLink({ id, data }: { id: string; data: DeskTextData }) {
  const { t, href } = usePage();
  return (
    <li>
      <a href={href(`/draft-texts/${data.reference}/contributions/${id}`)}>{t('draft-texts.desk.clash')}</a>
    </li>
  );
}

/** Puts the next version before everybody. */
export function PublishVersionForm({ data, form }: FormProps) {
  const { t, ts } = usePage();
  return (
    <Chapter id="version" title={t('draft-texts.desk.publish-version')}>
      {data.unanswered > 0 && <p>{t('draft-texts.refusal.unanswered', { n: data.unanswered })}</p>}
      <Form state={sent(form, 'version')} label={ts('draft-texts.desk.publish-version')}>
        <Hidden name="do" value="version" />
        <WordFields
          name="note"
          label={ts('draft-texts.field.note')}
          hint={ts('draft-texts.desk.one-language')}
          rows={3}
          most={PRESENTATION_MAX}
        />
        <Button>{t('draft-texts.desk.publish-version')}</Button>
      </Form>
    </Chapter>
  );
}

/** Ends the consultation with its summary. */
export function FinishForm({ data, form }: FormProps) {
  const { t, ts } = usePage();
  return (
    <Chapter id="finish" title={t('draft-texts.desk.finish')} intro={t('draft-texts.desk.finish-intro')}>
      {data.unanswered > 0 && <p>{t('draft-texts.refusal.unanswered', { n: data.unanswered })}</p>}
      <Form state={sent(form, 'finish')} label={ts('draft-texts.desk.finish')}>
        <Hidden name="do" value="finish" />
        <WordFields
          name="summary"
          label={ts('draft-texts.page.summary')}
          hint={ts('draft-texts.desk.one-language')}
          rows={6}
          most={PRESENTATION_MAX}
        />
        <Button>{t('draft-texts.desk.finish')}</Button>
      </Form>
    </Chapter>
  );
}

/** Says that the text was adopted. */
export function AdoptForm({ form }: { form: FormState }) {
  const { t, ts, today } = usePage();
  return (
    <Chapter id="adopt" title={t('draft-texts.desk.adopt')} intro={t('draft-texts.desk.adopt-intro')}>
      <Form state={sent(form, 'adopt')} label={ts('draft-texts.desk.adopt')}>
        <Hidden name="do" value="adopt" />
        <DateField name="adoptedOn" label={t('draft-texts.field.adopted-on')} value={today} />
        <WordFields
          name="note"
          label={ts('draft-texts.field.adoption')}
          hint={ts('draft-texts.desk.one-language')}
          rows={3}
          most={PRESENTATION_MAX}
        />
        <TextInput name="url" type="url" label={t('draft-texts.field.adoption-url')} maxlength={500} optional />
        <Button>{t('draft-texts.desk.adopt')}</Button>
      </Form>
    </Chapter>
  );
}
