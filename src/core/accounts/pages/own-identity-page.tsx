import { z } from 'zod';
import { InvalidInput } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { askCounterCode } from '../actions/ask-counter-code.ts';
import { confirmIdentityLetter, type LetterConfirmed } from '../actions/confirm-identity-letter.ts';
import { ATTRIBUTES, type Attribute, attributesOf } from '../assurance.ts';
import { flashCookie, flashOf } from '../flash.ts';
import { letterOf, type OwnLetter } from '../identity-letter.ts';
import { assurancesOf, bodyNames, type OwnAssurance } from '../queries/account.ts';
import { sessionCookie } from '../session.ts';
import { OwnDocument } from './own-document.tsx';
import { goOn, withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text, typed: text, attributes: text });
type Query = z.infer<typeof query>;

type Data = {
  assurance: OwnAssurance | undefined;
  bodies: Map<string, Text>;
  attributes: Attribute[];
  letter: OwnLetter | undefined;
  counter: string | undefined;
  byProvider: boolean;
  next: string;
};

/** How surely one is known, and how to be known more surely. Whoever was sent here comes back with nothing lost. */
export const ownIdentityPage = definePage<Query, Data>({
  name: 'accounts.own-identity-page',
  path: '/me/identity',
  on: 'both',
  query,
  access: ownAccount,
  load: async (request: PageRequest<Query>) => {
    const { db, page, around, visit } = request;
    const { id, sessionId } = personOf(page.actor);
    const [assurance] = await assurancesOf(db, id, page.now);
    const letter = await letterOf(db, id, page.now);
    return {
      assurance,
      bodies: await bodyNames(db, [assurance?.institution_id, letter?.institution_id]),
      attributes: (await attributesOf(db, id, page.now)).filter((one) => one.verified),
      letter,
      counter: flashOf(around.keys, sessionId, visit, page.now).counter,
      byProvider: around.settings.oidc !== undefined && !page.tenant?.host,
      next: goOn(request.query.to, request.query.typed, request),
    };
  },
  view: ({ data, form, query }) => <OwnIdentity data={data} form={form} query={query} />,
  submits: {
    counter: {
      action: askCounterCode,
      input: () => ({}),
      done: ({ code }: { code: string }, request) => {
        const { around, page, visit } = request;
        const { sessionId } = personOf(page.actor);
        const flash = flashCookie(around.keys, sessionId ?? '', { counter: code }, page.now, visit.secure);
        return { to: here(request.query), setCookies: [flash] };
      },
    },
    letter: {
      action: confirmIdentityLetter,
      input: (values) => ({ code: values.code ?? '' }),
      done: (result: LetterConfirmed, request) => {
        if (result.outcome === 'right')
          return {
            href: goOn(request.query.to, request.query.typed, request),
            setCookies: result.session ? [sessionCookie(result.session, request.visit.secure)] : [],
          };
        const fault =
          result.outcome === 'wrong'
            ? { key: 'accounts.fault.code-wrong', values: { left: result.left } }
            : { key: 'accounts.fault.letter-spent' };
        throw new InvalidInput([{ pointer: '/code', ...fault }]);
      },
    },
  },
});

function here({ to, typed, attributes }: Query, path = '/me/identity'): string {
  return withParameter(withParameter(withParameter(path, 'to', to), 'typed', typed), 'attributes', attributes);
}

function OwnIdentity({ data, form, query }: { data: Data; form: FormState; query: Query }) {
  const { t, ts, href } = usePage();
  const { assurance } = data;
  const isVerified = assurance?.level === 2;
  const wanted = query.attributes.split(',').filter((kind) => ATTRIBUTES.includes(kind as 'voter'));
  const missing = wanted.filter((kind) => !data.attributes.some((one) => one.kind === kind));
  const isEnough = isVerified && missing.length === 0;
  return (
    <OwnDocument title={ts('accounts.identity.title')} lead={t('accounts.identity.lead')} form={form}>
      {query.to && (
        <Banner
          kind={isEnough ? 'good' : 'info'}
          title={t(isEnough ? 'accounts.identity.enough' : 'accounts.identity.asked')}
        >
          <p>{t(isEnough ? 'accounts.identity.enough-help' : 'accounts.sign-in.nothing-lost-verify')}</p>
          {missing.length > 0 && (
            <ul>
              {missing.map((kind) => (
                <li>{ts(`accounts.attributes.kind.${kind as 'voter'}`)}</li>
              ))}
            </ul>
          )}
          {isEnough && (
            <p>
              <ButtonLink href={data.next}>{t('accounts.go-on')}</ButtonLink>
            </p>
          )}
        </Banner>
      )}
      <Summary
        rows={[
          {
            label: t('accounts.identity.level'),
            value: t(isVerified ? 'accounts.identity.level-2' : 'accounts.identity.level-1'),
          },
          assurance && {
            label: t('accounts.identity.by'),
            value: (
              <>
                {t(`accounts.identity.method.${assurance.method}`)}{' '}
                <Multilingual text={data.bodies.get(assurance.institution_id ?? '')} as="bdi" />
              </>
            ),
          },
          assurance && { label: t('accounts.identity.since'), value: <DateTimeText instant={assurance.at} /> },
          assurance?.expires_at && {
            label: t('accounts.identity.until'),
            value: <DateTimeText instant={assurance.expires_at} />,
          },
        ]}
      />
      {data.byProvider && (
        <Chapter id="provider" title={t('accounts.identity.with-provider')} intro={t('accounts.identity.at-once')}>
          <p>{t('accounts.identity.provider-help')}</p>
          <ButtonLink
            href={href(withParameter(withParameter('/sign-in/identity/start', 'to', query.to), 'typed', query.typed), {
              tenant: null,
            })}
          >
            {t('accounts.identity.go')}
          </ButtonLink>
        </Chapter>
      )}
      <Counter code={data.counter} action={here(query)} />
      <Letter data={data} form={form} query={query} />
    </OwnDocument>
  );
}

function Counter({ code, action }: { code: string | undefined; action: string }) {
  const { t, ts } = usePage();
  return (
    <Chapter id="counter" title={t('accounts.counter.title')} intro={t('accounts.counter.intro')}>
      <p>{t('accounts.counter.help')}</p>
      {code && (
        <Banner kind="good" title={t('accounts.counter.code')} live>
          <p class="lead">
            <Code>{code}</Code>
          </p>
          <p>{t('accounts.counter.code-help')}</p>
        </Banner>
      )}
      <Form action={action} label={ts('accounts.counter.ask')}>
        <Hidden name="do" value="counter" />
        <Button kind="quiet">{t(code ? 'accounts.counter.ask-again' : 'accounts.counter.ask')}</Button>
      </Form>
    </Chapter>
  );
}

function Letter({ data, form, query }: { data: Data; form: FormState; query: Query }) {
  const { t, ts } = usePage();
  const { letter } = data;
  return (
    <Chapter id="letter" title={t('accounts.post.title')} intro={t('accounts.post.intro')}>
      {letter && (
        <p>
          {t(letter.printed_at ? 'accounts.post.printed' : 'accounts.post.waiting', {
            body: <Multilingual text={data.bodies.get(letter.institution_id)} as="bdi" />,
            date: <DateTimeText instant={letter.printed_at ?? letter.asked_at} />,
          })}
        </p>
      )}
      {letter?.printed_at && (
        <Form action={here(query)} state={{ ...form, values: {} }} label={ts('accounts.post.code')}>
          <Hidden name="do" value="letter" />
          <TextInput name="code" label={t('accounts.post.code')} dir="ltr" width={8} maxlength={20} />
          <Button>{t('accounts.totp.confirm')}</Button>
        </Form>
      )}
      <ButtonLink kind="quiet" path={here(query, '/me/identity/letter')}>
        {t(letter ? 'accounts.post.ask-again' : 'accounts.post.ask')}
      </ButtonLink>
    </Chapter>
  );
}
