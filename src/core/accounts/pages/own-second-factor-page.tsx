import { z } from 'zod';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { addTotp } from '../actions/add-totp.ts';
import { removePasskey } from '../actions/remove-passkey.ts';
import { removeTotp } from '../actions/remove-totp.ts';
import { replaceRecoveryCodes } from '../actions/replace-recovery-codes.ts';
import { flashCookie } from '../flash.ts';
import { hasSecondFactor, type SecondFactors, secondFactorsOf } from '../second-factor.ts';
import { OwnDocument } from './own-document.tsx';
import { withParameter } from './visit.ts';

const text = z.string().catch('');
const query = z.object({ to: text });
type Query = z.infer<typeof query>;

/** The second factors of an account. `to`: where the person was going when work asked for one. */
export const ownSecondFactorPage = definePage<Query, SecondFactors>({
  name: 'accounts.own-second-factor-page',
  path: '/me/second-factor',
  on: 'both',
  query,
  access: ownAccount,
  load: async ({ db, page }) => secondFactorsOf(db, personOf(page.actor).id),
  view: ({ data, form, query }) => <OwnSecondFactor factors={data} form={form} to={query.to} />,
  submits: {
    totp: {
      action: addTotp,
      input: () => ({}),
      done: (_result, { query }) => withParameter('/me/second-factor/app', 'to', query.to),
    },
    'remove-totp': { action: removeTotp, input: () => ({}), done: () => '/me/second-factor' },
    'remove-passkey': {
      action: removePasskey,
      input: (values) => ({ id: values.id }),
      done: () => '/me/second-factor',
    },
    codes: {
      action: replaceRecoveryCodes,
      input: () => ({}),
      done: ({ codes }: { codes: string[] }, { around, page, visit }) => {
        const { sessionId } = personOf(page.actor);
        const flash = flashCookie(around.keys, sessionId ?? '', { codes }, page.now, visit.secure);
        return { to: '/me/second-factor/codes', setCookies: [flash] };
      },
    },
  },
});

function OwnSecondFactor({ factors, form, to }: { factors: SecondFactors; form: FormState; to: string }) {
  const { t, ts, tenant } = usePage();
  const here = withParameter('/me/second-factor', 'to', to);
  return (
    <OwnDocument title={ts('accounts.second-factor.own')} lead={t('accounts.second-factor.own-lead')} form={form}>
      {!hasSecondFactor(factors) && (
        <Banner>
          <p>{t('accounts.second-factor.choose')}</p>
        </Banner>
      )}
      <Chapter id="app" title={t('accounts.totp.title')} intro={t('accounts.totp.intro')}>
        {factors.totp ? (
          <Form action={here} label={ts('accounts.totp.remove')}>
            <p>{t('accounts.totp.is-set-up')}</p>
            <Hidden name="do" value="remove-totp" />
            <Button kind="alert" size="small">
              {t('accounts.totp.remove')}
            </Button>
          </Form>
        ) : (
          <Form action={here} label={ts('accounts.totp.add')}>
            <Hidden name="do" value="totp" />
            <Button>{t('accounts.totp.add')}</Button>
          </Form>
        )}
      </Chapter>
      <Chapter id="passkeys" title={t('accounts.passkey.title')} intro={t('accounts.passkey.intro')}>
        {factors.passkeys.length > 0 && (
          <Items sided>
            {factors.passkeys.map((passkey) => (
              <Item
                title={<bdi>{passkey.name}</bdi>}
                facts={[
                  { label: ts('accounts.passkey.added'), value: <DateTimeText instant={passkey.created_at} /> },
                  ...(passkey.last_used_at
                    ? [{ label: ts('accounts.passkey.used'), value: <DateTimeText instant={passkey.last_used_at} /> }]
                    : []),
                ]}
              >
                <Form action={here} label={ts('accounts.passkey.remove-named', { name: passkey.name })}>
                  <Hidden name="do" value="remove-passkey" />
                  <Hidden name="id" value={passkey.id} />
                  <Button kind="alert" size="small" label={ts('accounts.passkey.remove-named', { name: passkey.name })}>
                    {t('accounts.remove')}
                  </Button>
                </Form>
              </Item>
            ))}
          </Items>
        )}
        {!tenant?.host && (
          <ButtonLink kind="quiet" path={withParameter('/me/second-factor/passkey', 'to', to)}>
            {t('accounts.passkey.add')}
          </ButtonLink>
        )}
      </Chapter>
      {hasSecondFactor(factors) && (
        <Chapter id="codes" title={t('accounts.recovery.title')} intro={t('accounts.recovery.intro')}>
          <p>{t('accounts.recovery.left', { n: factors.recoveryLeft })}</p>
          <Form action={here} label={ts('accounts.recovery.replace')}>
            <Hidden name="do" value="codes" />
            <Button kind="quiet">{t('accounts.recovery.replace')}</Button>
          </Form>
        </Chapter>
      )}
    </OwnDocument>
  );
}
