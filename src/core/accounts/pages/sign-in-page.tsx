import { z } from 'zod';
import { CollectionNotice, type Notice } from '#core/personal-data/index.ts';
import { anyone } from '#platform/access.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { safePath } from '#platform/http/security.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { requestCode } from '../actions/request-code.ts';
import { accountNotice } from './notice.ts';
import { canSendText, goOn, withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text, typed: text });
type Query = z.infer<typeof query>;

type Data = { next: string; byPhone: boolean; byIdentity: boolean; notice: Notice | undefined };

/** The first step: where the code goes. */
export const signInPage = definePage<Query, Data>({
  name: 'accounts.sign-in-page',
  path: '/sign-in',
  on: 'both',
  query,
  access: anyone,
  load: async (request: PageRequest<Query>) => ({
    next: goOn(request.query.to, request.query.typed, request),
    byPhone: canSendText(request),
    notice: await accountNotice(request),
    byIdentity: request.around.settings.oidc !== undefined,
  }),
  view: ({ data, form, query }) => <SignIn data={data} form={form} query={query} />,
  submit: {
    action: requestCode,
    input: (values, { page, visit }) => ({
      contact: values.contact ?? '',
      lang: page.lang,
      lasting: values.lasting === 'yes',
      to: values.to || undefined,
      kept: values.typed || undefined,
      network: visit.clientKey,
    }),
    done: ({ challenge }: { challenge: string }) => `/sign-in/code?c=${challenge}`,
  },
});

function SignIn({ data, form, query }: { data: Data; form: FormState; query: Query }) {
  const { t, ts, actor, tenant, href } = usePage();
  const title = ts('accounts.sign-in.title');
  const where = { to: String(form.values.to ?? query.to), typed: String(form.values.typed ?? query.typed) };
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex faulty={form.faults.length > 0}>
      <ErrorSummary state={form} />
      <PageHead title={title} lead={t('accounts.sign-in.lead')} />
      {safePath(where.to) && actor.kind === 'nobody' && (
        <Banner>
          <p>{t(where.typed ? 'accounts.sign-in.nothing-lost' : 'accounts.sign-in.then-back')}</p>
        </Banner>
      )}
      {actor.kind === 'person' && (
        <Banner title={t('accounts.sign-in.already')}>
          <p>
            <ButtonLink href={data.next}>{t('accounts.go-on')}</ButtonLink>
          </p>
        </Banner>
      )}
      <Form state={form}>
        <TextInput
          name="contact"
          label={t(data.byPhone ? 'accounts.sign-in.contact' : 'accounts.sign-in.email')}
          hint={t(data.byPhone ? 'accounts.sign-in.contact-hint' : 'accounts.sign-in.email-hint', {
            b: (words: string[]) => <Ltr>{words}</Ltr>,
          })}
          dir="ltr"
          autocomplete="username"
          inputMode="email"
          spellcheck={false}
          maxlength={320}
        />
        <Checkbox name="lasting" label={ts('accounts.sign-in.lasting')} hint={ts('accounts.sign-in.lasting-hint')} />
        <Hidden name="to" value={where.to} />
        <Hidden name="typed" value={where.typed} />
        {data.notice && <CollectionNotice notice={data.notice} />}
        <Button>{t('accounts.sign-in.send')}</Button>
      </Form>
      <p class="soft measure">{t('accounts.sign-in.no-password')}</p>
      {data.byIdentity && !tenant?.host && (
        <p>
          <a
            href={href(withParameter(withParameter('/sign-in/identity/start', 'to', where.to), 'typed', where.typed), {
              tenant: null,
            })}
          >
            {t('accounts.identity.with-provider')}
          </a>
        </p>
      )}
      {!tenant?.host && (
        <p>
          <a href={href(withParameter(withParameter('/sign-in/passkey', 'to', where.to), 'typed', where.typed))}>
            {t('accounts.passkey.sign-in')}
          </a>
        </p>
      )}
    </Document>
  );
}
