import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { DateTimeText, Ltr } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { addContact } from '../actions/add-contact.ts';
import { removeContact } from '../actions/remove-contact.ts';
import { setMainContact } from '../actions/set-main-contact.ts';
import { contactsOf, type OwnContact } from '../queries/account.ts';
import { OwnDocument } from './own-document.tsx';
import { canSendText } from './visit.ts';

type Data = { contacts: OwnContact[]; byPhone: boolean };

/** The addresses of an account: by each of them its owner can sign in. */
export const ownContactsPage = definePage<unknown, Data>({
  name: 'accounts.own-contacts-page',
  path: '/me/contacts',
  on: 'both',
  access: ownAccount,
  load: async (request) => ({
    contacts: await contactsOf(request.db, personOf(request.page.actor).id),
    byPhone: canSendText(request),
  }),
  view: ({ data, form }) => <OwnContacts {...data} form={form} />,
  submits: {
    add: {
      action: addContact,
      input: (values, { page, visit }) => ({
        contact: values.contact ?? '',
        lang: page.lang,
        network: visit.clientKey,
      }),
      done: ({ challenge }: { challenge: string }) => `/me/contacts/code?c=${challenge}`,
    },
    remove: { action: removeContact, input: (values) => ({ id: values.id }), done: () => '/me/contacts' },
    main: { action: setMainContact, input: (values) => ({ id: values.id }), done: () => '/me/contacts' },
  },
});

function OwnContacts({ contacts, byPhone, form }: Data & { form: FormState }) {
  const { t, ts } = usePage();
  return (
    <OwnDocument title={ts('accounts.contacts.title')} lead={t('accounts.contacts.lead')} form={form}>
      <Items>
        {contacts.map((contact) => (
          <OneContact contact={contact} alone={contacts.length === 1} />
        ))}
      </Items>
      <Chapter id="add" title={t('accounts.contacts.add')}>
        <Form state={form} label={ts('accounts.contacts.add')}>
          <Hidden name="do" value="add" />
          <TextInput
            name="contact"
            label={t(byPhone ? 'accounts.sign-in.contact' : 'accounts.sign-in.email')}
            hint={t('accounts.contacts.add-hint')}
            dir="ltr"
            inputMode="email"
            spellcheck={false}
            maxlength={320}
          />
          <Button>{t('accounts.sign-in.send')}</Button>
        </Form>
      </Chapter>
    </OwnDocument>
  );
}

function OneContact({ contact, alone }: { contact: OwnContact; alone: boolean }) {
  const { t, ts } = usePage();
  const { address } = contact;
  return (
    <Item
      level={2}
      title={<Ltr>{address}</Ltr>}
      tags={[
        ...(contact.main ? [{ label: ts('accounts.contacts.main'), tone: 'finished' as const }] : []),
        ...(contact.confirmed_at ? [] : [{ label: ts('accounts.contacts.unconfirmed'), tone: 'incomplete' as const }]),
        ...(contact.bounced_at ? [{ label: ts('accounts.contacts.bounced'), tone: 'stuck' as const }] : []),
      ]}
      facts={
        contact.confirmed_at
          ? [{ label: ts('accounts.contacts.confirmed'), value: <DateTimeText instant={contact.confirmed_at} /> }]
          : []
      }
    >
      <div class="row">
        {contact.confirmed_at && !contact.main && (
          <Form label={ts('accounts.contacts.make-main-named', { address })}>
            <Hidden name="do" value="main" />
            <Hidden name="id" value={contact.id} />
            <Button kind="quiet" size="small" label={ts('accounts.contacts.make-main-named', { address })}>
              {t('accounts.contacts.make-main')}
            </Button>
          </Form>
        )}
        {!alone && (
          <Form label={ts('accounts.contacts.remove-named', { address })}>
            <Hidden name="do" value="remove" />
            <Hidden name="id" value={contact.id} />
            <Button kind="alert" size="small" label={ts('accounts.contacts.remove-named', { address })}>
              {t('accounts.remove')}
            </Button>
          </Form>
        )}
      </div>
    </Item>
  );
}
