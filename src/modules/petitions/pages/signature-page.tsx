import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { Receipt } from '#platform/html/receipt.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { signPetition as maySign } from '../access.ts';
import { withdrawSignature } from '../actions/withdraw-signature.ts';
import { findingAbout, type Invalidation } from '../queries/judging.ts';
import { sameReceipt } from '../signing.ts';
import { findSignature, type Signature } from '../target.ts';
import { NotCounted } from './not-counted.tsx';
import { inItsLanguage } from './words.tsx';

const query = z.object({ s: z.string().refine(isId), receipt: z.string().max(60) });
type Query = z.infer<typeof query>;
type Data = Signature & { receipt: string; giver: Text; finding: Invalidation | undefined };

/** The receipt of a signature, for whoever was given it: what was signed, when, and how to take it back. */
export const signaturePage = definePage<Query, Data>({
  name: 'petitions.signature-page',
  path: '/petitions/:reference/signature',
  on: 'both',
  query,
  access: maySign,
  load: async ({ db, page, params, query: { s, receipt }, around }) => {
    const found = await findSignature({ db, tenant: page.tenant }, { petition: params.reference ?? '', signature: s });
    if (!found || !sameReceipt(around.keys, found.id, receipt)) throw new NotFound();
    const { institutionId } = found.petition;
    const giver = (await institutionsById(db, [institutionId])).get(institutionId)?.name ?? {};
    return { ...found, receipt, giver, finding: await findingAbout(db, found.petition, found.id) };
  },
  view: ({ data, form }) => <SignatureView {...data} form={form} />,
  submit: {
    action: withdrawSignature,
    input: (_values, { params, query: { s, receipt } }) => ({ petition: params.reference, signature: s, receipt }),
    done: (_result, { params, query }) => `/petitions/${params.reference}/signature?${new URLSearchParams(query)}`,
  },
});

function SignatureView({ petition, id, state, signedAt, receipt, giver, finding, form }: Data & { form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const counted = state !== 'withdrawn';
  return (
    <Document
      title={ts(counted ? 'petitions.signed.title' : 'petitions.signed.withdrawn')}
      crumbs={[{ label: ts('petitions.page.petitions'), path: '/petitions' }]}
      crumb={petition.reference}
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      <Receipt
        giver={<Multilingual text={giver} />}
        title={t(counted ? 'petitions.signed.title' : 'petitions.signed.withdrawn')}
        referenceLabel={t('petitions.signed.receipt')}
        reference={receipt}
      >
        <Summary
          rows={[
            {
              label: t('petitions.field.petition'),
              value: <Multilingual text={inItsLanguage(petition, petition.title)} />,
            },
            { label: t('petitions.field.reference'), value: <Code>{petition.reference}</Code> },
            { label: t('petitions.roots.signature'), value: <Code>{id}</Code> },
            counted && { label: t('petitions.signed.at'), value: <DateTimeText instant={signedAt} /> },
          ]}
        />
        <p>{t(counted ? 'petitions.signed.keep' : 'petitions.signed.gone')}</p>
      </Receipt>
      {finding && <NotCounted finding={finding} />}
      <p class="mt-4">
        <ButtonLink path={`/petitions/${petition.reference}`}>{t('petitions.sign.back')}</ButtonLink>
      </p>
      {counted && (
        <p>
          <a href={page.href(`/petitions/${petition.reference}/check?${new URLSearchParams({ s: id, receipt })}`)}>
            {t('petitions.roots.check')}
          </a>
        </p>
      )}
      <p>
        <FollowLink on={`petition:${petition.reference}`} kind="quiet" />
      </p>
      {state === 'counted' && petition.state === 'open' && (
        <Details summary={t('petitions.signed.take-back')}>
          <p>{t('petitions.signed.take-back-text')}</p>
          <Form action={pathAndQuery(page)} enhance={false}>
            <Hidden name="do" value="withdraw" />
            <Button kind="alert">{t('petitions.signed.take-back')}</Button>
          </Form>
        </Details>
      )}
      {!counted && (
        <Banner>
          <p>{t('petitions.signed.again')}</p>
        </Banner>
      )}
    </Document>
  );
}
