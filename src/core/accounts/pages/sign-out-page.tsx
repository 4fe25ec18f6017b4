import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { endSession } from '../actions/end-session.ts';
import { noSessionCookie } from '../session.ts';
import { browserOf } from './visit.ts';

const query = z.object({ done: z.string().optional() });
type Query = z.infer<typeof query>;

/** Signing out: a button, because a link that somebody else can make one open must not do it. */
export const signOutPage = definePage<Query, Query>({
  name: 'accounts.sign-out-page',
  path: '/sign-out',
  on: 'both',
  query,
  access: anyone,
  load: async ({ query }) => query,
  view: ({ query }) => <SignOut isDone={query.done === '1'} />,
  submit: {
    action: endSession,
    input: (_values, request) => ({ token: browserOf(request).previous }),
    done: (_result, { visit }) => ({ to: '/sign-out?done=1', setCookies: [noSessionCookie(visit.secure)] }),
  },
});

function SignOut({ isDone }: { isDone: boolean }) {
  const { t, ts, actor } = usePage();
  const isOut = isDone && actor.kind === 'nobody';
  const title = ts(isOut ? 'accounts.sign-out.done' : 'accounts.sign-out.title');
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={title} lead={t(isOut ? 'accounts.sign-out.done-lead' : 'accounts.sign-out.lead')} />
      {!isOut && (
        <Form>
          <Button>{t('accounts.sign-out.button')}</Button>
        </Form>
      )}
    </Document>
  );
}
