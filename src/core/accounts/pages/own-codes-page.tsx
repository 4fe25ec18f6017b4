import { z } from 'zod';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink, PrintButton } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { safePath } from '#platform/http/security.ts';
import { definePage, type PageRequest } from '#platform/page.ts';
import { ownAccount, personOf } from '../access.ts';
import { flashOf } from '../flash.ts';
import { OwnDocument } from './own-document.tsx';

const text = z.string().catch('');
const query = z.object({ to: text });
type Query = z.infer<typeof query>;

type Data = { codes: string[] };

/** Recovery codes, for the few minutes after they were made. */
export const ownCodesPage = definePage<Query, Data>({
  name: 'accounts.own-codes-page',
  path: '/me/second-factor/codes',
  on: 'both',
  query,
  access: ownAccount,
  load: async ({ around, page, visit }: PageRequest<Query>) => {
    const { sessionId } = personOf(page.actor);
    return { codes: flashOf(around.keys, sessionId, visit, page.now).codes ?? [] };
  },
  view: ({ data, query }) => <OwnCodes codes={data.codes} to={query.to} />,
});

function OwnCodes({ codes, to }: { codes: string[]; to: string }) {
  const { t, ts, href } = usePage();
  return (
    <OwnDocument
      title={ts('accounts.recovery.title')}
      lead={t('accounts.recovery.lead')}
      above={{ label: ts('accounts.second-factor.own'), path: '/me/second-factor' }}
    >
      {codes.length === 0 ? (
        <Banner>
          <p>{t('accounts.recovery.seen')}</p>
        </Banner>
      ) : (
        <>
          <Copyable id="codes" as="pre">
            {codes.join('\n')}
          </Copyable>
          <PrintButton />
        </>
      )}
      <p>
        <ButtonLink href={safePath(to) ?? href('/me/second-factor')}>{t('accounts.go-on')}</ButtonLink>
      </p>
    </OwnDocument>
  );
}
