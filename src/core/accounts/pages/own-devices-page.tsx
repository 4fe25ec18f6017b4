import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { endSessions } from '../actions/end-sessions.ts';
import { type OwnSession, sessionsOf } from '../queries/account.ts';
import { noSessionCookie } from '../session.ts';
import { OwnDocument } from './own-document.tsx';

type Data = { sessions: OwnSession[]; here: string | null };

/** Where a person is signed in. */
export const ownDevicesPage = definePage<unknown, Data>({
  name: 'accounts.own-devices-page',
  path: '/me/devices',
  on: 'both',
  access: ownAccount,
  load: async ({ db, page }) => {
    const { id, sessionId } = personOf(page.actor);
    return { sessions: await sessionsOf(db, id, page.now), here: sessionId };
  },
  view: ({ data }) => <OwnDevices {...data} />,
  submits: {
    one: { action: endSessions, input: (values) => ({ which: values.id }), done: () => '/me/devices' },
    others: { action: endSessions, input: () => ({ which: 'others' }), done: () => '/me/devices' },
    everywhere: {
      action: endSessions,
      input: () => ({ which: 'everywhere' }),
      done: (_result, { visit }) => ({ to: '/sign-out?done=1', setCookies: [noSessionCookie(visit.secure)] }),
    },
  },
});

function OwnDevices({ sessions, here }: Data) {
  const { t, ts, maybe } = usePage();
  const nameOf = (device: string) => {
    const [browser, system] = device.split('/');
    return ts('accounts.devices.on', {
      browser: maybe(`accounts.devices.browser.${browser}`) ?? ts('accounts.devices.browser.other'),
      system: maybe(`accounts.devices.system.${system}`) ?? ts('accounts.devices.system.other'),
    });
  };
  return (
    <OwnDocument title={ts('accounts.devices.title')} lead={t('accounts.devices.lead')}>
      <Items>
        {sessions.map((session) => (
          <Item
            level={2}
            title={nameOf(session.device)}
            tags={session.id === here ? [{ label: ts('accounts.devices.here'), tone: 'finished' }] : []}
            facts={[
              { label: ts('accounts.devices.since'), value: <DateTimeText instant={session.created_at} /> },
              { label: ts('accounts.devices.seen'), value: <DateTimeText instant={session.last_seen_at} /> },
              { label: ts('accounts.devices.by'), value: t(`accounts.devices.method.${session.method}`) },
            ]}
          >
            {session.id !== here && (
              <Form label={ts('accounts.devices.end-named', { device: nameOf(session.device) })}>
                <Hidden name="do" value="one" />
                <Hidden name="id" value={session.id} />
                <Button
                  kind="quiet"
                  size="small"
                  label={ts('accounts.devices.end-named', { device: nameOf(session.device) })}
                >
                  {t('accounts.devices.end')}
                </Button>
              </Form>
            )}
          </Item>
        ))}
      </Items>
      <div class="row">
        {sessions.length > 1 && (
          <Form label={ts('accounts.devices.end-others')}>
            <Hidden name="do" value="others" />
            <Button kind="quiet">{t('accounts.devices.end-others')}</Button>
          </Form>
        )}
        <Form label={ts('accounts.devices.end-everywhere')}>
          <Hidden name="do" value="everywhere" />
          <Button kind="alert">{t('accounts.devices.end-everywhere')}</Button>
        </Form>
      </div>
    </OwnDocument>
  );
}
