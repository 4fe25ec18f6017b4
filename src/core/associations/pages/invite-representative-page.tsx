import { one } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES, LANGUAGES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { representAssociation } from '../access.ts';
import { inviteRepresentative } from '../actions/invite-representative.ts';
import type { Own } from '../queries.ts';
import { RepresentativeFields, representativeOf } from './association-form.tsx';
import { OwnDocument } from './own-document.tsx';
import { ownOf } from './own-loading.ts';

/** Asks somebody to represent the association too. */
export const inviteRepresentativePage = definePage<unknown, Own>({
  name: 'associations.invite-representative-page',
  path: '/me/associations/:id/invite',
  on: 'both',
  access: representAssociation,
  async load(request) {
    const own = await ownOf(request);
    if (own.state === 'closed') throw new NotFound();
    return own;
  },
  view: ({ data, form }) => <Invite association={data} form={form} />,
  submit: {
    action: inviteRepresentative,
    input: (values, { params }) => ({
      ...representativeOf(values),
      association: params.id,
      contact: one(values, 'contact'),
      lang: one(values, 'lang'),
    }),
    done: (_result, { params }) => `/me/associations/${params.id}?saved=1#people`,
  },
});

function Invite({ association, form }: { association: Own; form: FormState }) {
  const { t, ts, lang } = usePage();
  return (
    <OwnDocument
      title={t('associations.invite.title')}
      called={ts('associations.invite.title')}
      lead={t('associations.invite.lead')}
      above={{ label: plain(association.name, lang), path: `/me/associations/${association.id}` }}
      form={form}
    >
      <Form state={form} label={ts('associations.invite.title')}>
        <TextInput
          name="contact"
          label={t('associations.invite.contact')}
          hint={t('associations.invite.contact-hint')}
          dir="ltr"
          autocomplete="off"
          maxlength={320}
        />
        <RepresentativeFields hint={t('associations.invite.name-hint')} />
        <Radios
          name="lang"
          label={t('associations.invite.lang')}
          value={lang}
          choices={LANGUAGES.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
        />
        <Button>{t('associations.invite.send')}</Button>
      </Form>
    </OwnDocument>
  );
}
