import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { stopLetters } from '../actions/stop-letters.ts';
import { preferencesOf } from '../queries/follows.ts';
import { readUnsubscribeToken } from '../unsubscribe-token.ts';

type Data = { token: string; stopped: boolean };

const query = z.object({ token: z.string().max(100) });

/**
 * Where the link of every letter leads. Opening it changes nothing, for mail scanners open every link; a POST stops the letters, from a
 * mail program in one click or by the button here, without a cookie: the keyed word of the address is the proof.
 */
export const unsubscribePage = definePage<z.infer<typeof query>, Data>({
  name: 'notifications.unsubscribe-page',
  path: '/unsubscribe',
  on: 'portal',
  query,
  access: anyone,
  async load({ db, around, query: { token } }) {
    const personId = readUnsubscribeToken(around.keys, token);
    if (personId === undefined) throw new NotFound();
    const { frequency } = await preferencesOf(db, personId);
    return { token, stopped: frequency === 'never' };
  },
  view: ({ data }) => <Unsubscribe {...data} />,
  submit: {
    proof: 'address',
    action: stopLetters,
    input: (_values, { query: { token } }) => ({ token }),
  },
});

function Unsubscribe({ token, stopped }: Data) {
  const { t, ts, href } = usePage();
  const title = ts(stopped ? 'notifications.unsubscribe.stopped' : 'notifications.unsubscribe.title');
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead
        title={title}
        lead={t(stopped ? 'notifications.unsubscribe.stopped-text' : 'notifications.unsubscribe.lead')}
      />
      {!stopped && (
        <Form action={`/unsubscribe?${new URLSearchParams({ token })}`}>
          <p>
            <Button>{t('notifications.unsubscribe.button')}</Button>
          </p>
        </Form>
      )}
      <p>
        <a href={href('/me/following')}>{t('notifications.follow.manage')}</a>
      </p>
    </Document>
  );
}
