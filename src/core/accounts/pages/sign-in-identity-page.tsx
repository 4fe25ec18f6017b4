import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { InvalidInput } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { confirmIdentity, type IdentityConfirmed } from '../actions/confirm-identity.ts';
import { finishIdentityCheck, identityCheckOf } from '../oidc.ts';
import { sessionCookie } from '../session.ts';
import { identityCookie, noIdentityCookie } from './identity-provider.ts';
import { browserOf, goOn } from './visit.ts';

const text = z.string().max(4_000).optional().catch(undefined);
// `iss` and `session_state` come from some providers, `error` from a person who turned back.
const query = z.object({ code: text, state: text, iss: text, session_state: text, error: text });
type Query = z.infer<typeof query>;

type Data = { isOpen: boolean };

/** Back from the provider of the digital identity: the answer is taken by a POST, which a browser with script sends by itself. */
export const signInIdentityPage = definePage<Query, Data>({
  name: 'accounts.sign-in-identity-page',
  path: '/sign-in/identity',
  on: 'portal',
  query,
  access: anyone,
  load: async ({ around, page, visit, query }: PageRequest<Query>) => {
    const check = identityCheckOf(around, identityCookie(visit), page.now);
    return { isOpen: check !== undefined && check.state === query.state && query.code !== undefined };
  },
  view: ({ data, form, query }) => <SignInWithIdentity isOpen={data.isOpen} form={form} answer={query} />,
  submit: {
    action: confirmIdentity,
    input: async (values, request) => {
      const { around, page, visit } = request;
      const check = identityCheckOf(around, identityCookie(visit), page.now);
      const answer = new URLSearchParams();
      for (const name of Object.keys(query.shape))
        if (typeof values[name] === 'string' && values[name]) answer.set(name, values[name]);
      // Asked outside any transaction: the provider may take its time.
      const claims = check && (await finishIdentityCheck(around, check, answer));
      if (!claims) throw new InvalidInput([{ pointer: '', key: 'accounts.fault.identity-failed' }]);
      return { claims, lang: page.lang, ...browserOf(request) };
    },
    done: (result: IdentityConfirmed, request) => {
      if (result.outcome === 'taken') throw new InvalidInput([{ pointer: '', key: 'accounts.fault.identity-taken' }]);
      const { around, page, visit } = request;
      const check = identityCheckOf(around, identityCookie(visit), page.now);
      return {
        href: goOn(check?.to, check?.typed, request),
        setCookies: [
          noIdentityCookie(visit.secure),
          ...(result.session ? [sessionCookie(result.session, visit.secure)] : []),
        ],
      };
    },
  },
});

function SignInWithIdentity({ isOpen, form, answer }: { isOpen: boolean; form: FormState; answer: Query }) {
  const { t, ts } = usePage();
  const isFaulty = form.faults.length > 0;
  const goesOn = isOpen && !isFaulty;
  const title = ts(goesOn ? 'accounts.identity.back' : 'accounts.identity.not-finished');
  const send = (
    <Form action="/sign-in/identity" enhance={false}>
      {Object.entries(answer).map(([name, value]) => value && <Hidden name={name} value={value} />)}
      <Button>{t('accounts.go-on')}</Button>
    </Form>
  );
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex faulty={isFaulty}>
      <ErrorSummary state={form} />
      <PageHead
        title={title}
        lead={goesOn ? t('accounts.identity.back-lead') : t('accounts.identity.not-finished-lead')}
      />
      {goesOn ? <jamaa-go>{send}</jamaa-go> : <ButtonLink path="/sign-in">{t('accounts.identity.again')}</ButtonLink>}
    </Document>
  );
}
