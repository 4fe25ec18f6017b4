import { z } from 'zod';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage } from '#platform/page.ts';
import { readRequirements } from '../access.ts';
import { findingAbout, type Invalidation } from '../queries/judging.ts';
import type { Petition } from '../queries/petitions.ts';
import { type Proof, proofOf } from '../roots.ts';
import { sameReceipt } from '../signing.ts';
import { NotCounted } from './not-counted.tsx';
import { publicPetition } from './public-petition.ts';
import { inItsLanguage } from './words.tsx';

const query = z.object({ s: z.string().trim().max(60).catch(''), receipt: z.string().trim().max(60).catch('') });
type Query = z.infer<typeof query>;
type Data = { petition: Petition; asked: Query; proof: Proof | undefined; finding: Invalidation | undefined };

/** Whether the signature of a receipt is in the newest root. Nothing is written, and nothing is looked up but hashes. */
export const checkReceiptPage = definePage<Query, Data>({
  name: 'petitions.check-receipt-page',
  path: '/petitions/:reference/check',
  on: 'both',
  query,
  access: readRequirements,
  load: async (request) => {
    const petition = await publicPetition(request);
    const { s, receipt } = request.query;
    const signature = s.toLowerCase();
    const proof = isId(signature) ? await proofOf(request.db, petition, { signature, receipt }) : undefined;
    // Only whoever has the receipt is told what became of the signature.
    const own = isId(signature) && sameReceipt(request.around.keys, signature, receipt);
    const finding = own ? await findingAbout(request.db, petition, signature) : undefined;
    return { petition, asked: request.query, proof, finding };
  },
  view: ({ data }) => <CheckView {...data} />,
});

function CheckView({ petition, asked, proof, finding }: Data) {
  const { t, ts, href } = usePage();
  const path = `/petitions/${petition.reference}`;
  return (
    <Document
      title={ts('petitions.roots.check')}
      crumbs={[
        { label: ts('petitions.page.petitions'), path: '/petitions' },
        { label: petition.reference, path },
        { label: ts('petitions.roots.title'), path: `${path}/roots` },
      ]}
      crumb={ts('petitions.roots.check')}
      canonical={null}
      noIndex
    >
      <PageHead
        kicker={<Multilingual text={inItsLanguage(petition, petition.title)} />}
        title={t('petitions.roots.check')}
        lead={t('petitions.roots.check-lead')}
      />
      {proof && (
        <Banner kind="good" title={t('petitions.roots.included')}>
          <p>
            {t('petitions.roots.included-text', {
              place: proof.index + 1,
              count: proof.count,
              date: <DateTimeText instant={new Date(proof.at)} />,
            })}
          </p>
          <p>
            <Code>{proof.root}</Code>
          </p>
          <p>
            <a href={href(`${path}/proof.json?${new URLSearchParams(asked)}`)}>{t('petitions.roots.download')}</a>
          </p>
        </Banner>
      )}
      {finding && <NotCounted finding={finding} />}
      {!proof && !finding && asked.s !== '' && (
        <Banner kind="warn" title={t('petitions.roots.not-included')}>
          <p>{t('petitions.roots.not-included-text')}</p>
        </Banner>
      )}
      <form class="form" method="get" action={href(`${path}/check`)}>
        <TextInput name="s" label={t('petitions.roots.signature')} value={asked.s} dir="ltr" />
        <TextInput name="receipt" label={t('petitions.roots.receipt')} value={asked.receipt} dir="ltr" />
        <Button>{t('petitions.roots.check-button')}</Button>
      </form>
    </Document>
  );
}
