import { z } from 'zod';
import { InvalidInput } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { type ContactConfirmed, confirmContact } from '../actions/confirm-contact.ts';
import { challengeByToken } from '../challenge.ts';
import { faultOf } from './own-contact-code-page.tsx';
import { OwnDocument } from './own-document.tsx';

const query = z.object({ token: z.string().max(100).catch('') });
type Query = z.infer<typeof query>;

type Data = { state: 'open'; token: string; address: string } | { state: 'done' } | { state: 'spent' };

/** What the link of a letter opens that confirms an address: only the button confirms, and only for who asked for it. */
export const ownContactLinkPage = definePage<Query, Data>({
  name: 'accounts.own-contact-link-page',
  path: '/me/contacts/link',
  on: 'both',
  query,
  access: ownAccount,
  load: async ({ db, around, page, query }: PageRequest<Query>) => {
    const { id } = personOf(page.actor);
    const challenge = await challengeByToken(db, around.keys, query.token, page.now);
    if (challenge?.purpose !== 'confirm-contact' || challenge.person_id !== id) return { state: 'spent' };
    if (challenge.used_at) return { state: challenge.session_id ? 'done' : 'spent' };
    return { state: 'open', token: query.token, address: challenge.opened.address };
  },
  view: ({ data, form }) => <OwnContactLink data={data} form={form} />,
  submit: {
    action: confirmContact,
    input: (values) => ({ token: values.token ?? '' }),
    done: (result: ContactConfirmed, { query }) => {
      if (result.outcome === 'right') return '/me/contacts';
      // Pressed twice: the page says what became of the link.
      if (result.outcome === 'spent') return `/me/contacts/link?token=${query.token}`;
      throw new InvalidInput([{ pointer: '', ...faultOf(result) }]);
    },
  },
});

function OwnContactLink({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const above = { label: ts('accounts.contacts.title'), path: '/me/contacts' };
  if (data.state === 'open') {
    const lead = t('accounts.contacts.link-lead', { address: <Ltr>{data.address}</Ltr> });
    return (
      <OwnDocument title={ts('accounts.link.open.title')} lead={lead} form={form} above={above}>
        <Form action={`/me/contacts/link?token=${data.token}`}>
          <Hidden name="token" value={data.token} />
          <Button>{t('accounts.letter.confirm-contact.link')}</Button>
        </Form>
      </OwnDocument>
    );
  }
  const title = ts(data.state === 'done' ? 'accounts.contacts.link-done' : 'accounts.link.spent.title');
  return (
    <OwnDocument title={title} form={form} above={above}>
      <ButtonLink path="/me/contacts">{t('accounts.contacts.title')}</ButtonLink>
    </OwnDocument>
  );
}
