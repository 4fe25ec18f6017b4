import { type Institution, TextFields } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { DateText } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { COUNCIL_WORDS_MAX, OUTCOMES } from '../council.ts';
import type { CouncilData } from './council-petition-page.tsx';
import { one } from './form-values.ts';

type FormProps = { form: FormState };

/** The state of a form goes to the form that was sent. */
const sent = (form: FormState, verb: string) => (one(form.values, 'do') === verb ? form : undefined);

/** A long text in Arabic, and in French where it is written. */
export function CouncilWordsFields({ name, value }: { name: string; value?: Text }) {
  const { t } = usePage();
  return (
    <>
      <TextArea
        name={`${name}.ar`}
        label={t('petitions.council.words-ar')}
        value={value?.ar}
        rows={8}
        maxlength={COUNCIL_WORDS_MAX}
      />
      <TextArea
        name={`${name}.fr`}
        label={t('petitions.council.words-fr')}
        value={value?.fr}
        rows={8}
        maxlength={COUNCIL_WORDS_MAX}
        optional
      />
    </>
  );
}

/** The file was brought to the counter: it is registered with its day, and the receipt can be printed at once. */
export function CounterForm({ form }: FormProps) {
  const { t, today } = usePage();
  return (
    <Chapter id="file" title={t('petitions.council.register')} intro={t('petitions.council.register-intro')}>
      <Form state={sent(form, 'file')}>
        <Hidden name="do" value="file" />
        <DateField name="receivedOn" label={t('petitions.council.received')} value={today} />
        <Button>{t('petitions.council.register')}</Button>
      </Form>
    </Chapter>
  );
}

/** The council that has the competence gets the file, with the reasons that everybody reads. */
export function TransferForm({ form, councils }: FormProps & { councils: readonly Institution[] }) {
  const { t, ts, lang } = usePage();
  return (
    <Chapter id="transfer" title={t('petitions.council.transfer')} intro={t('petitions.council.transfer-intro')}>
      <Details summary={t('petitions.council.transfer')} open={one(form.values, 'do') === 'transfer'}>
        <Form state={sent(form, 'transfer')}>
          <Hidden name="do" value="transfer" />
          <Select
            name="to"
            label={t('petitions.council.transfer-to')}
            empty={ts('petitions.council.transfer-choose')}
            choices={councils.map(({ slug, name }) => ({ value: slug, label: plain(name, lang) }))}
          />
          <TextArea name="reason.ar" label={t('petitions.council.words-ar')} maxlength={500} />
          <TextArea name="reason.fr" label={t('petitions.council.words-fr')} maxlength={500} optional />
          <Button kind="alert">{t('petitions.council.transfer')}</Button>
        </Form>
      </Details>
    </Chapter>
  );
}

/** The standing committee that studies the petition. */
export function ReferForm({ form, committee }: FormProps & { committee: Text | null }) {
  const { t, ts } = usePage();
  return (
    <Chapter id="refer" title={t('petitions.step.refer')}>
      <Form state={sent(form, 'refer')}>
        <Hidden name="do" value="refer" />
        <TextFields
          name="committee"
          label={ts('petitions.council.committee')}
          value={committee}
          optional={['fr', 'en']}
        />
        <Button kind="quiet">{t('petitions.step.refer')}</Button>
      </Form>
    </Chapter>
  );
}

/** The session and its agenda, with the dates that the law sets for them. */
export function ScheduleForm({ data, form }: FormProps & { data: CouncilData }) {
  const { t, ts } = usePage();
  const { council, next, lang, title } = data;
  return (
    <Chapter id="schedule" title={t('petitions.step.schedule')}>
      <p class="measure">
        {t('petitions.council.next-session', {
          session: <DateText date={next.opensOn} />,
          agenda: <DateText date={next.agendaBy} />,
        })}
      </p>
      <Form state={sent(form, 'schedule')}>
        <Hidden name="do" value="schedule" />
        <DateField
          name="sessionOn"
          label={t('petitions.council.session')}
          value={council?.sessionOn ?? council?.sessionDueOn ?? next.opensOn}
        />
        <TextInput
          name="item"
          label={t('petitions.fact.item')}
          value={council?.agendaItem === null ? undefined : council?.agendaItem.toString()}
          inputMode="numeric"
          dir="ltr"
          width={4}
          optional
        />
        <TextFields
          name="words"
          label={ts('petitions.council.agenda-words')}
          value={council?.agendaTitle ?? { [lang]: title }}
          optional={['fr', 'en']}
        />
        <Button>{t('petitions.step.schedule')}</Button>
      </Form>
    </Chapter>
  );
}

/** What the council decided, with its vote and its answer. */
export function AnswerForm({ form }: FormProps) {
  const { t, ts, today } = usePage();
  return (
    <Chapter id="answer" title={t('petitions.step.answer')}>
      <Form state={sent(form, 'answer')}>
        <Hidden name="do" value="answer" />
        <Radios
          name="outcome"
          label={t('petitions.council.outcome')}
          choices={OUTCOMES.map((value) => ({ value, label: ts(`petitions.outcome.${value}`) }))}
        />
        <DateField name="on" label={t('petitions.council.answered-on')} value={today} />
        <TextInput name="deliberation" label={t('petitions.fact.deliberation')} dir="ltr" maxlength={60} optional />
        {(['for', 'against', 'abstained'] as const).map((side) => (
          <TextInput
            name={`votes.${side}`}
            label={t(`petitions.council.votes-${side}`)}
            inputMode="numeric"
            dir="ltr"
            width={4}
            optional
          />
        ))}
        <CouncilWordsFields name="reasons" />
        <Button>{t('petitions.step.answer')}</Button>
      </Form>
    </Chapter>
  );
}

/** A step that is words alone: what was done since, the end of the follow-up, why a refusal is taken back. */
export function WordsForm({ verb, name, form }: FormProps & { verb: 'report' | 'finish' | 'reopen'; name: string }) {
  const { t } = usePage();
  return (
    <Chapter id={verb} title={t(`petitions.step.${verb}`)} intro={t(`petitions.council.${verb}-intro`)}>
      <Form state={sent(form, verb)}>
        <Hidden name="do" value={verb} />
        <CouncilWordsFields name={name} />
        <Button kind={verb === 'report' ? 'main' : 'quiet'}>{t(`petitions.step.${verb}`)}</Button>
      </Form>
    </Chapter>
  );
}
