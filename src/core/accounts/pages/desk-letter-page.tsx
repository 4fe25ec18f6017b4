import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { PrintButton } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Receipt } from '#platform/html/receipt.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Ltr, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { personOf, verifyIdentity } from '../access.ts';
import { type Flash, flashOf } from '../flash.ts';
import { LETTER_DAYS } from '../identity-letter.ts';

type Data = { tabs: Tab[]; letter: Flash['letter'] };

/** One letter with its code, to print, for the few minutes after it was made. */
export const deskLetterPage = definePage<unknown, Data>({
  name: 'accounts.desk-letter-page',
  path: '/desk/identity/letter',
  on: 'tenant',
  access: verifyIdentity,
  load: async (request) => {
    const { around, page, visit } = request;
    const { sessionId } = personOf(page.actor);
    return { tabs: deskTabs(request), letter: flashOf(around.keys, sessionId, visit, page.now).letter };
  },
  view: ({ data }) => <DeskLetter {...data} />,
});

function DeskLetter({ tabs, letter }: Data) {
  const { t, ts, tenant, absolute } = usePage();
  return (
    <DeskDocument
      title={ts('accounts.desk.letter')}
      tabs={tabs}
      crumbs={[{ label: ts('accounts.desk.identity'), path: '/desk/identity' }]}
    >
      {!letter && (
        <Banner>
          <p>{t('accounts.desk.letter-seen')}</p>
        </Banner>
      )}
      {letter && (
        <>
          <PrintButton />
          <Receipt
            giver={<Multilingual text={tenant?.name} />}
            title={t('accounts.desk.letter-title')}
            referenceLabel={t('accounts.desk.letter-code')}
            reference={letter.code}
            level={2}
          >
            <address dir="auto">
              {[letter.name, ...letter.address.split('\n')].map((line) => (
                <div>{line}</div>
              ))}
            </address>
            <p>{t('accounts.desk.letter-text', { days: LETTER_DAYS })}</p>
            <p>
              <Ltr>{absolute('/me/identity', { tenant: null })}</Ltr>
            </p>
            <p>{t('accounts.letter.not-you')}</p>
          </Receipt>
        </>
      )}
    </DeskDocument>
  );
}
