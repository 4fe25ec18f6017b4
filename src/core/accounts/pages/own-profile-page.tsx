import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { updateProfile } from '../actions/update-profile.ts';
import { type Profile, profileOf } from '../queries/account.ts';
import { OwnDocument } from './own-document.tsx';

/** How a person is called, and the language of their letters. */
export const ownProfilePage = definePage<unknown, Profile | undefined>({
  name: 'accounts.own-profile-page',
  path: '/me/profile',
  on: 'both',
  access: ownAccount,
  load: async ({ db, page }) => profileOf(db, personOf(page.actor).id),
  view: ({ data, form }) => <OwnProfile profile={data} form={form} />,
  submit: {
    action: updateProfile,
    input: (values) => ({ name: values.name ?? '', pseudonym: values.pseudonym ?? '', lang: values.lang }),
    done: () => '/me',
  },
});

function OwnProfile({ profile, form }: { profile: Profile | undefined; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <OwnDocument title={ts('accounts.profile.title')} lead={t('accounts.profile.lead')} form={form}>
      <Form state={form}>
        <TextInput
          name="name"
          label={t('accounts.profile.name')}
          hint={t('accounts.profile.name-hint')}
          value={profile?.name ?? ''}
          autocomplete="name"
          maxlength={80}
        />
        <TextInput
          name="pseudonym"
          label={t('accounts.profile.pseudonym')}
          hint={t('accounts.profile.pseudonym-hint')}
          value={profile?.pseudonym ?? ''}
          optional
          autocomplete="nickname"
          maxlength={80}
        />
        <Radios
          name="lang"
          label={t('accounts.profile.lang')}
          value={profile?.lang}
          choices={LANGUAGES.map((lang) => ({ value: lang, label: LANGUAGE_NAMES[lang] }))}
        />
        <Button>{t('accounts.save')}</Button>
      </Form>
    </OwnDocument>
  );
}
