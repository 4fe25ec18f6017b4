import { z } from 'zod';
import { allInstitutions } from '#core/institutions/index.ts';
import { CollectionNotice, type Notice } from '#core/personal-data/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { askIdentityLetter } from '../actions/ask-identity-letter.ts';
import { profileOf } from '../queries/account.ts';
import { accountNotice } from './notice.ts';
import { OwnDocument } from './own-document.tsx';
import { withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text, typed: text });
type Query = z.infer<typeof query>;

type Data = { bodies: { id: string; name: Text }[]; name: string; notice: Notice | undefined };

/** Asking for a letter with a code, by post. */
export const ownLetterPage = definePage<Query, Data>({
  name: 'accounts.own-letter-page',
  path: '/me/identity/letter',
  on: 'both',
  query,
  access: ownAccount,
  load: async (request: PageRequest<Query>) => {
    const { db, page } = request;
    const bodies = await allInstitutions(db);
    return {
      bodies: bodies.filter((body) => body.state === 'active').map(({ id, name }) => ({ id, name })),
      name: (await profileOf(db, personOf(page.actor).id))?.name ?? '',
      notice: await accountNotice(request),
    };
  },
  view: ({ data, form, query }) => <OwnLetterForm data={data} form={form} query={query} />,
  submit: {
    action: askIdentityLetter,
    input: (values) => ({
      institution: values.institution ?? '',
      name: values.name ?? '',
      address: values.address ?? '',
    }),
    done: (_result, { query }) => where('/me/identity', query),
  },
});

function where(path: string, { to, typed }: Query): string {
  return withParameter(withParameter(path, 'to', to), 'typed', typed);
}

function OwnLetterForm({ data, form, query }: { data: Data; form: FormState; query: Query }) {
  const { t, ts, lang, tenant } = usePage();
  return (
    <OwnDocument
      title={ts('accounts.post.ask')}
      lead={t('accounts.post.lead')}
      form={form}
      above={{ label: ts('accounts.identity.title'), path: '/me/identity' }}
    >
      <Form action={where('/me/identity/letter', query)} state={form}>
        <TextInput
          name="name"
          label={t('accounts.post.name')}
          hint={t('accounts.post.name-hint')}
          value={data.name}
          autocomplete="name"
          maxlength={120}
        />
        <TextArea name="address" label={t('accounts.post.address')} rows={4} maxlength={400} />
        <Select
          name="institution"
          label={t('accounts.post.body')}
          hint={t('accounts.post.body-hint')}
          value={tenant?.id}
          empty={ts('accounts.post.choose')}
          choices={data.bodies.map((body) => ({ value: body.id, label: plain(body.name, lang) }))}
        />
        {data.notice && <CollectionNotice notice={data.notice} />}
        <Button>{t('accounts.post.ask')}</Button>
      </Form>
    </OwnDocument>
  );
}
