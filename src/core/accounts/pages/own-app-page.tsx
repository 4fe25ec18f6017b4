import { z } from 'zod';
import { Conflict } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { Code } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { Qr } from '#platform/pictures/qr.tsx';
import { ownAccount, personOf } from '../access.ts';
import { confirmTotp } from '../actions/confirm-totp.ts';
import { flashCookie } from '../flash.ts';
import { labelOf } from '../queries/account.ts';
import { totpSecretOf } from '../second-factor.ts';
import { type NewSession, sessionCookie } from '../session.ts';
import { totpAddress } from '../totp.ts';
import { OwnDocument } from './own-document.tsx';
import { withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text });
type Query = z.infer<typeof query>;

type Data = { address: string; secret: string };

/** Setting up an authenticator app: its secret as a picture and in words, and its first code. */
export const ownAppPage = definePage<Query, Data>({
  name: 'accounts.own-app-page',
  path: '/me/second-factor/app',
  on: 'both',
  query,
  access: ownAccount,
  load: async ({ db, around, page }: PageRequest<Query>) => {
    const { id } = personOf(page.actor);
    const secret = await totpSecretOf(db, around.keys, id, { pending: true });
    if (!secret) throw new Conflict('accounts.refusal.totp-exists');
    return { address: totpAddress(secret, page.ts('platform.name'), await labelOf(db, id)), secret };
  },
  view: ({ data, form, query }) => <OwnApp data={data} form={form} to={query.to} />,
  submit: {
    action: confirmTotp,
    input: (values) => ({ code: values.code ?? '' }),
    done: (result: { codes: string[]; session: NewSession | undefined }, { around, page, visit, query }) => ({
      to: withParameter('/me/second-factor/codes', 'to', query.to),
      setCookies: [
        ...(result.session ? [sessionCookie(result.session, visit.secure)] : []),
        flashCookie(around.keys, personOf(page.actor).sessionId ?? '', result, page.now, visit.secure),
      ],
    }),
  },
});

function OwnApp({ data, form, to }: { data: Data; form: FormState; to: string }) {
  const { t, ts } = usePage();
  return (
    <OwnDocument
      title={ts('accounts.totp.add')}
      lead={t('accounts.totp.lead')}
      form={form}
      above={{ label: ts('accounts.second-factor.own'), path: '/me/second-factor' }}
    >
      <ol>
        <li>{t('accounts.totp.step-app')}</li>
        <li>{t('accounts.totp.step-scan')}</li>
        <li>{t('accounts.totp.step-code')}</li>
      </ol>
      <div class="qr-frame">
        <Qr text={data.address} title={ts('accounts.totp.picture')} />
      </div>
      <p>
        {t('accounts.totp.by-hand')}
        <br />
        <Code>{data.secret.replace(/(.{4})(?=.)/g, '$1 ')}</Code>
      </p>
      <p>
        <a href={data.address}>{t('accounts.totp.same-device')}</a>
      </p>
      <Form action={withParameter('/me/second-factor/app', 'to', to)} state={{ ...form, values: {} }}>
        <TextInput
          name="code"
          label={t('accounts.code.label')}
          hint={t('accounts.code.hint')}
          dir="ltr"
          width={8}
          autocomplete="one-time-code"
          inputMode="numeric"
          maxlength={20}
        />
        <Button>{t('accounts.totp.confirm')}</Button>
      </Form>
    </OwnDocument>
  );
}
