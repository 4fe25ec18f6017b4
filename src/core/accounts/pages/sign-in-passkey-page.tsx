import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { confirmPasskey, type PasskeyConfirmed } from '../actions/confirm-passkey.ts';
import { authenticationRequest, type PasskeyRequest } from '../passkey.ts';
import { sessionCookie } from '../session.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { browserOf, goOn, withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text, typed: text });
type Query = z.infer<typeof query>;

/** Signing in with a passkey. */
export const signInPasskeyPage = definePage<Query, PasskeyRequest>({
  name: 'accounts.sign-in-passkey-page',
  path: '/sign-in/passkey',
  on: 'both',
  query,
  access: anyone,
  load: async ({ db, around, page }: PageRequest<Query>) => {
    // To an authenticator a body's own host is another place, where nobody has a passkey.
    if (page.tenant?.host) throw new NotFound();
    return authenticationRequest(db, around, null, page.now);
  },
  view: ({ data, form, query }) => <SignInWithPasskey request={data} form={form} query={query} />,
  submit: {
    action: confirmPasskey,
    input: (values, request) => ({
      ticket: values.ticket ?? '',
      response: values.response ?? '',
      lasting: values.lasting === 'yes',
      ...browserOf(request),
    }),
    done: (result: PasskeyConfirmed, request) => {
      if (result.outcome === 'wrong') throw new InvalidInput([{ pointer: '', key: 'accounts.fault.passkey-failed' }]);
      return {
        href: goOn(request.query.to, request.query.typed, request),
        setCookies: [sessionCookie(result.session, request.visit.secure)],
      };
    },
  },
});

function SignInWithPasskey({ request, form, query }: { request: PasskeyRequest; form: FormState; query: Query }) {
  const { t, ts, href } = usePage();
  const title = ts('accounts.passkey.sign-in');
  const where = (path: string) => withParameter(withParameter(path, 'to', query.to), 'typed', query.typed);
  return (
    <Document
      title={title}
      crumbs={[{ label: ts('accounts.account.sign-in'), path: '/sign-in' }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={title} lead={t('accounts.passkey.lead')} />
      <PasskeyForm
        request={request}
        mode="get"
        action={where('/sign-in/passkey')}
        state={{ ...form, values: {} }}
        button={t('accounts.passkey.use')}
      >
        <Hidden name="to" value={query.to} />
        <Checkbox name="lasting" label={ts('accounts.sign-in.lasting')} hint={ts('accounts.sign-in.lasting-hint')} />
      </PasskeyForm>
      <p>
        <a href={href(where('/sign-in'))}>{t('accounts.passkey.other-way')}</a>
      </p>
    </Document>
  );
}
