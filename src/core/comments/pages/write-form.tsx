import { ActingFor } from '#core/associations/index.ts';
import { CollectionNotice, type Notice } from '#core/personal-data/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { hrefWith, pathAndQuery } from '#platform/html/links.ts';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { LONGEST, STANCES, type Stance, WRITTEN_LANGS } from '../comment.ts';
import type { Signatures } from '../queries/signatures.ts';

/** What forms of a page with comments need to know. */
export type Writing = {
  /** Null for somebody who did not sign in: what they type waits while they do. */
  signatures: Signatures | null;
  /** The offices that may sign an official answer; null for whoever may not answer. */
  offices: { id: string; name: Text }[] | null;
  notice: Notice;
  /** Whether comments on this thing say for, neutral or against. */
  stances: boolean;
};

type WriteFormProps = { writing: Writing; form: FormState; parent?: string };

/** Says something, or replies (`parent`). */
function WriteForm({ writing, form, parent }: WriteFormProps) {
  const page = usePage();
  const { t, ts, href } = page;
  const { signatures, notice } = writing;
  if (!notice.state.open) return <CollectionNotice notice={notice} />;
  return (
    <Form
      state={form}
      action={pathAndQuery(page)}
      label={ts(parent ? 'comments.write.reply-title' : 'comments.write.title')}
    >
      <Hidden name="do" value="write" />
      {parent && <Hidden name="parent" value={parent} />}
      <TextArea
        name="body"
        label={t(parent ? 'comments.write.reply' : 'comments.write.body')}
        hint={t('comments.write.hint', {
          charter: (words: string[]) => <a href={href('/moderation/charter')}>{words}</a>,
        })}
        maxlength={LONGEST}
      />
      {writing.stances && !parent && <StanceField />}
      {signatures && <SignAs signatures={signatures} />}
      <LanguageField />
      <CollectionNotice notice={notice} />
      <Button>{t('comments.write.send')}</Button>
      {!signatures && <p class="hint">{t('comments.write.sign-in')}</p>}
    </Form>
  );
}

/** For, neutral or against. */
function StanceField({ value = 'neutral' }: { value?: Stance }) {
  const { t, ts } = usePage();
  return (
    <Radios
      name="stance"
      label={t('comments.stance.field')}
      value={value}
      choices={STANCES.map((stance) => ({ value: stance, label: ts(`comments.stance.${stance}`) }))}
    />
  );
}

function SignAs({ signatures: { name, pseudonym, associations } }: { signatures: Signatures }) {
  const { t, ts } = usePage();
  const choices = [
    ...(pseudonym ? [{ value: 'pseudonym', label: pseudonym, hint: ts('comments.write.as-pseudonym') }] : []),
    ...(name ? [{ value: 'name', label: name, hint: ts('comments.write.as-name') }] : []),
  ];
  return (
    <>
      <ActingFor associations={associations} />
      {choices.length > 0 && (
        <Radios
          name="signedAs"
          label={t(associations.length > 0 ? 'comments.write.own-name' : 'comments.write.signed-as')}
          value={choices[0]?.value}
          choices={choices}
        />
      )}
      {!pseudonym && !name && (
        <TextInput
          name="pseudonym"
          label={t('comments.write.pseudonym')}
          hint={t('comments.write.pseudonym-hint')}
          autocomplete="nickname"
          maxlength={80}
          optional={associations.length > 0}
        />
      )}
    </>
  );
}

function LanguageField({ value }: { value?: string }) {
  const { t, ts } = usePage();
  return (
    <Select
      name="lang"
      label={t('comments.write.lang')}
      hint={t('comments.write.lang-hint')}
      empty={ts('comments.write.lang-auto')}
      value={value}
      optional
      choices={WRITTEN_LANGS.map((lang) => ({ value: lang, label: ts(`comments.lang.${lang}`) }))}
    />
  );
}

/** The form of a page: officials answer, unless they say that they speak for themselves. */
export function ContributionForm({ writing, form, parent, institution }: WriteFormProps & { institution: Text }) {
  const page = usePage();
  const { t } = page;
  if (!writing.offices) return <WriteForm writing={writing} form={form} parent={parent} />;
  const forMyself = page.query.get(AS) === MYSELF;
  return (
    <>
      {forMyself ? (
        <WriteForm writing={writing} form={form} parent={parent} />
      ) : (
        <AnswerForm offices={writing.offices} form={form} parent={parent} institution={institution} />
      )}
      <p>
        <a href={`${hrefWith(page, { [AS]: forMyself ? null : MYSELF })}#write`}>
          {t(forMyself ? 'comments.answer.for-office' : 'comments.answer.for-myself')}
        </a>
      </p>
    </>
  );
}

const AS = 'as';
const MYSELF = 'myself';

type AnswerFormProps = { offices: { id: string; name: Text }[]; form: FormState; institution: Text; parent?: string };

/** Answers in the name of an office. */
function AnswerForm({ offices, form, institution, parent }: AnswerFormProps) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <Form state={form} action={pathAndQuery(page)} label={ts('comments.answer.title')}>
      <Hidden name="do" value="answer" />
      {parent && <Hidden name="parent" value={parent} />}
      <TextArea name="body" label={t('comments.answer.body')} hint={t('comments.answer.hint')} maxlength={LONGEST} />
      <Select
        name="office"
        label={t('comments.answer.office')}
        empty={plain(institution, lang)}
        choices={offices.map((office) => ({ value: office.id, label: plain(office.name, lang) }))}
      />
      <LanguageField />
      <Button>{t('comments.answer.send')}</Button>
    </Form>
  );
}

type EditFormProps = { body: string; lang: string; stance: Stance | null; form: FormState };

/** Changes the words. */
export function EditForm({ body, lang, stance, form }: EditFormProps) {
  const { t, ts } = usePage();
  return (
    <Form state={form} label={ts('comments.edit.title')}>
      <Hidden name="do" value="edit" />
      <TextArea name="body" label={t('comments.write.body')} value={body} maxlength={LONGEST} />
      {stance && <StanceField value={stance} />}
      <LanguageField value={lang} />
      <Button>{t('comments.edit.save')}</Button>
    </Form>
  );
}
