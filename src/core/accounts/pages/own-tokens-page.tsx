import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkboxes, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { SCOPES } from '#platform/tenant.ts';
import { ownAccount, personOf } from '../access.ts';
import { createToken, TOKEN_DAYS } from '../actions/create-token.ts';
import { revokeToken } from '../actions/revoke-token.ts';
import { flashCookie, flashOf } from '../flash.ts';
import { type OwnToken, tokensOf } from '../queries/account.ts';
import { OwnDocument } from './own-document.tsx';

type Data = { tokens: OwnToken[]; fresh: string | undefined; isOfficial: boolean };

/** API tokens: what a program may do in one's name. */
export const ownTokensPage = definePage<unknown, Data>({
  name: 'accounts.own-tokens-page',
  path: '/me/tokens',
  on: 'both',
  access: ownAccount,
  load: async ({ db, page, around, visit }) => {
    const { id, sessionId, powers } = personOf(page.actor);
    return {
      tokens: await tokensOf(db, id, page.now),
      fresh: flashOf(around.keys, sessionId, visit, page.now).token,
      isOfficial: powers.length > 0,
    };
  },
  view: ({ data, form }) => <OwnTokens {...data} form={form} />,
  submits: {
    create: {
      action: createToken,
      input: (values) => ({
        name: values.name ?? '',
        scopes: [values.scopes ?? []].flat(),
        days: values.days ?? '',
      }),
      done: ({ token }: { token: string }, { around, page, visit }) => {
        const { sessionId } = personOf(page.actor);
        const flash = flashCookie(around.keys, sessionId ?? '', { token }, page.now, visit.secure);
        return { to: '/me/tokens', setCookies: [flash] };
      },
    },
    revoke: { action: revokeToken, input: (values) => ({ id: values.id }), done: () => '/me/tokens' },
  },
});

function OwnTokens({ tokens, fresh, isOfficial, form }: Data & { form: FormState }) {
  const { t, ts } = usePage();
  const scopes = SCOPES.filter((scope) => scope !== 'desk' || isOfficial);
  return (
    <OwnDocument title={ts('accounts.tokens.title')} lead={t('accounts.tokens.lead')} form={form}>
      {fresh && (
        <Banner kind="good" title={t('accounts.tokens.fresh')} live>
          <p>{t('accounts.tokens.fresh-help')}</p>
          <Copyable id="fresh" as="pre">
            {fresh}
          </Copyable>
        </Banner>
      )}
      {tokens.length === 0 && <p>{t('accounts.tokens.none')}</p>}
      <Items>
        {tokens.map((token) => (
          <Item
            level={2}
            title={<bdi>{token.name}</bdi>}
            facts={[
              {
                label: ts('accounts.tokens.scopes'),
                value: token.scopes.map((scope) => ts(`accounts.tokens.scope.${scope}`)).join(ts('accounts.comma')),
              },
              { label: ts('accounts.tokens.until'), value: <DateTimeText instant={token.expires_at} /> },
              {
                label: ts('accounts.tokens.used'),
                value: token.last_used_at ? (
                  <DateTimeText instant={token.last_used_at} />
                ) : (
                  t('accounts.tokens.never-used')
                ),
              },
            ]}
          >
            <Form label={ts('accounts.tokens.revoke-named', { name: token.name })}>
              <Hidden name="do" value="revoke" />
              <Hidden name="id" value={token.id} />
              <Button kind="alert" size="small" label={ts('accounts.tokens.revoke-named', { name: token.name })}>
                {t('accounts.tokens.revoke')}
              </Button>
            </Form>
          </Item>
        ))}
      </Items>
      <Chapter id="create" title={t('accounts.tokens.create')}>
        <Form state={form} label={ts('accounts.tokens.create')}>
          <Hidden name="do" value="create" />
          <TextInput
            name="name"
            label={t('accounts.tokens.name')}
            hint={t('accounts.tokens.name-hint')}
            maxlength={60}
          />
          <Checkboxes
            name="scopes"
            label={t('accounts.tokens.may')}
            values={['read']}
            choices={scopes.map((scope) => ({ value: scope, label: ts(`accounts.tokens.scope.${scope}`) }))}
          />
          <Radios
            name="days"
            label={t('accounts.tokens.life')}
            value="90"
            choices={TOKEN_DAYS.map((days) => ({
              value: String(days),
              label: ts('accounts.tokens.days', { n: days }),
            }))}
          />
          <Button>{t('accounts.tokens.create')}</Button>
        </Form>
      </Chapter>
    </OwnDocument>
  );
}
