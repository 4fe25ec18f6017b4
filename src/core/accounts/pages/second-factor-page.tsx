import { z } from 'zod';
import { InvalidInput } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { type Done, definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { showPasskey } from '../actions/show-passkey.ts';
import { type SecondFactorShown, showSecondFactor } from '../actions/show-second-factor.ts';
import { authenticationRequest, type PasskeyRequest } from '../passkey.ts';
import { hasSecondFactor, type SecondFactors, secondFactorsOf } from '../second-factor.ts';
import { sessionCookie } from '../session.ts';
import { PasskeyForm } from './passkey-form.tsx';
import { goOn, withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text, typed: text });
type Query = z.infer<typeof query>;

type Data = { factors: SecondFactors; request: PasskeyRequest | undefined; isShown: boolean; next: string };

/** The second factor, where work or a change of the account asks for it. */
export const secondFactorPage = definePage<Query, Data>({
  name: 'accounts.second-factor-page',
  path: '/sign-in/second-factor',
  on: 'both',
  query,
  access: ownAccount,
  load: async (request: PageRequest<Query>) => {
    const { db, around, page } = request;
    const next = goOn(request.query.to, request.query.typed, request);
    const person = personOf(page.actor);
    const factors = await secondFactorsOf(db, person.id);
    const asksPasskey = factors.passkeys.length > 0 && !page.tenant?.host;
    return {
      factors,
      request: asksPasskey ? await authenticationRequest(db, around, person.id, page.now) : undefined,
      isShown: person.secondFactor,
      next,
    };
  },
  view: ({ data, form, query }) => <SecondFactor data={data} form={form} query={query} />,
  submits: {
    code: {
      action: showSecondFactor,
      input: (values, { visit }) => ({ code: values.code ?? '', network: visit.clientKey }),
      done: (result: SecondFactorShown, request) => shown(result, request, '/code'),
    },
    passkey: {
      action: showPasskey,
      input: (values) => ({ ticket: values.ticket ?? '', response: values.response ?? '' }),
      done: (result: SecondFactorShown, request) => shown(result, request, ''),
    },
  },
});

function shown(result: SecondFactorShown, request: PageRequest<Query>, pointer: string): Done {
  if (result.outcome === 'wrong') {
    const key = pointer ? 'accounts.fault.factor-wrong' : 'accounts.fault.passkey-failed';
    throw new InvalidInput([{ pointer, key }]);
  }
  const { session } = result;
  return {
    href: goOn(request.query.to, request.query.typed, request),
    setCookies: session ? [sessionCookie(session, request.visit.secure)] : [],
  };
}

function SecondFactor({ data, form, query }: { data: Data; form: FormState; query: Query }) {
  const { t, ts } = usePage();
  const title = ts('accounts.second-factor.title');
  const at = (path: string) => withParameter(withParameter(path, 'to', query.to), 'typed', query.typed);
  const here = at('/sign-in/second-factor');
  const { factors } = data;
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex faulty={form.faults.length > 0}>
      <ErrorSummary state={form} />
      <PageHead title={title} lead={t('accounts.second-factor.lead')} />
      {data.isShown && (
        <Banner kind="good" title={t('accounts.second-factor.shown')}>
          <p>
            <ButtonLink href={data.next}>{t('accounts.go-on')}</ButtonLink>
          </p>
        </Banner>
      )}
      {!hasSecondFactor(factors) && (
        <Banner kind="warn" title={t('accounts.second-factor.none')}>
          <p>{t('accounts.second-factor.none-help')}</p>
          <p>
            <ButtonLink path={at('/me/second-factor')}>{t('accounts.second-factor.set-up')}</ButtonLink>
          </p>
        </Banner>
      )}
      {data.request && (
        <PasskeyForm
          request={data.request}
          mode="get"
          action={here}
          do="passkey"
          state={{ ...form, values: {} }}
          button={t('accounts.passkey.use')}
        />
      )}
      {hasSecondFactor(factors) && (
        <Form action={here} state={{ ...form, values: {} }}>
          <Hidden name="do" value="code" />
          <TextInput
            name="code"
            label={t(factors.totp ? 'accounts.second-factor.code' : 'accounts.second-factor.recovery-code')}
            hint={t(factors.totp ? 'accounts.second-factor.code-hint' : 'accounts.second-factor.recovery-hint')}
            dir="ltr"
            width={8}
            autocomplete="one-time-code"
            maxlength={20}
          />
          <Button>{t('accounts.go-on')}</Button>
        </Form>
      )}
    </Document>
  );
}
