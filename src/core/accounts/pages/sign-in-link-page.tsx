import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Ltr } from '#platform/html/text.tsx';
import { definePage, type PageRequest } from '#platform/page.ts';
import { confirmLink, type LinkConfirmed } from '../actions/confirm-link.ts';
import { challengeByToken } from '../challenge.ts';
import { maskContact } from '../contact.ts';
import { browserOf, entered, goOn } from './visit.ts';

const query = z.object({ token: z.string().max(100).catch('') });
type Query = z.infer<typeof query>;

type Data =
  | { state: 'open'; token: string; address: string; invited: boolean }
  /** Used here, by this very session: there is nothing to do but to go on. */
  | { state: 'here'; next: string }
  | { state: 'spent' };

/** What the link of a letter opens. Mail programs open links too: nothing happens until somebody presses the button. */
export const signInLinkPage = definePage<Query, Data>({
  name: 'accounts.sign-in-link-page',
  path: '/sign-in/link',
  on: 'both',
  query,
  access: anyone,
  load: async (request: PageRequest<Query>) => {
    const { db, around, page } = request;
    const { token } = request.query;
    const challenge = await challengeByToken(db, around.keys, token, page.now);
    if (!challenge || (challenge.purpose !== 'sign-in' && challenge.purpose !== 'invitation'))
      return { state: 'spent' };
    const { address, to, kept } = challenge.opened;
    if (!challenge.used_at) {
      const shown = maskContact({ kind: challenge.kind, address });
      return { state: 'open', token, address: shown, invited: challenge.purpose === 'invitation' };
    }
    const isHere =
      page.actor.kind === 'person' && page.actor.sessionId !== null && page.actor.sessionId === challenge.session_id;
    return isHere ? { state: 'here', next: goOn(to, kept, request) } : { state: 'spent' };
  },
  view: ({ data }) => <OpenedLink data={data} />,
  submit: {
    action: confirmLink,
    input: (values, request) => ({ token: values.token ?? '', ...browserOf(request) }),
    // Pressed twice: the page says what became of the link, and leads on whoever it signed in.
    done: (result: LinkConfirmed, request) =>
      result.outcome === 'right' ? entered(result.entered, request) : `/sign-in/link?token=${request.query.token}`,
  },
});

function OpenedLink({ data }: { data: Data }) {
  const { t, ts } = usePage();
  const title = ts(`accounts.link.${data.state}.title`);
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead
        title={title}
        lead={
          data.state === 'open'
            ? t(data.invited ? 'accounts.link.open.invited' : 'accounts.link.open.lead', {
                address: <Ltr>{data.address}</Ltr>,
              })
            : t(`accounts.link.${data.state}.lead`)
        }
      />
      {data.state === 'open' && (
        <Form action={`/sign-in/link?token=${data.token}`}>
          <Hidden name="token" value={data.token} />
          <Button>{t('accounts.sign-in.enter')}</Button>
        </Form>
      )}
      {data.state === 'here' && <ButtonLink href={data.next}>{t('accounts.go-on')}</ButtonLink>}
      {data.state === 'spent' && <ButtonLink path="/sign-in">{t('accounts.code.again')}</ButtonLink>}
    </Document>
  );
}
