import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { registerPasskey } from '../actions/register-passkey.ts';
import { flashCookie } from '../flash.ts';
import { type PasskeyRequest, registrationRequest } from '../passkey.ts';
import { labelOf } from '../queries/account.ts';
import { type NewSession, sessionCookie } from '../session.ts';
import { OwnDocument } from './own-document.tsx';
import { PasskeyForm } from './passkey-form.tsx';
import { withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text });
type Query = z.infer<typeof query>;

/** Adding a passkey. */
export const ownPasskeyPage = definePage<Query, PasskeyRequest>({
  name: 'accounts.own-passkey-page',
  path: '/me/second-factor/passkey',
  on: 'both',
  query,
  access: ownAccount,
  load: async ({ db, around, page }: PageRequest<Query>) => {
    if (page.tenant?.host) throw new NotFound();
    const { id } = personOf(page.actor);
    const person = { id, label: await labelOf(db, id), site: page.ts('platform.name') };
    return registrationRequest(db, around, person, page.now);
  },
  view: ({ data, form, query }) => <OwnPasskey request={data} form={form} to={query.to} />,
  submit: {
    action: registerPasskey,
    input: (values) => ({ name: values.name ?? '', ticket: values.ticket ?? '', response: values.response ?? '' }),
    done: (result: { codes?: string[]; session: NewSession | undefined }, { around, page, visit, query }) => ({
      to: withParameter(result.codes ? '/me/second-factor/codes' : '/me/second-factor', 'to', query.to),
      setCookies: [
        ...(result.session ? [sessionCookie(result.session, visit.secure)] : []),
        ...(result.codes
          ? [flashCookie(around.keys, personOf(page.actor).sessionId ?? '', result, page.now, visit.secure)]
          : []),
      ],
    }),
  },
});

function OwnPasskey({ request, form, to }: { request: PasskeyRequest; form: FormState; to: string }) {
  const { t, ts } = usePage();
  return (
    <OwnDocument
      title={ts('accounts.passkey.add')}
      lead={t('accounts.passkey.lead')}
      form={form}
      above={{ label: ts('accounts.second-factor.own'), path: '/me/second-factor' }}
    >
      <PasskeyForm
        request={request}
        mode="create"
        action={withParameter('/me/second-factor/passkey', 'to', to)}
        state={form}
        button={t('accounts.passkey.create')}
      >
        <TextInput
          name="name"
          label={t('accounts.passkey.name')}
          hint={t('accounts.passkey.name-hint')}
          maxlength={60}
        />
      </PasskeyForm>
    </OwnDocument>
  );
}
