import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { signPetition as maySign } from '../access.ts';
import { type Signed, signPetition } from '../actions/sign-petition.ts';
import { isPublic } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';
import { afterSigning } from './signed.ts';
import { inItsLanguage } from './words.tsx';

const query = z.object({ token: z.string().max(100).catch('') });
type Query = z.infer<typeof query>;

/** What the link of the letter opens. Mail programs open links too: nothing happens until somebody presses the button. */
export const confirmSignaturePage = definePage<Query, Petition>({
  name: 'petitions.confirm-signature-page',
  path: '/petitions/:reference/confirm',
  on: 'both',
  query,
  access: maySign,
  load: async ({ db, page, params }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || !isPublic(petition.state)) throw new NotFound();
    return petition;
  },
  view: ({ data, form }) => <ConfirmView petition={data} form={form} />,
  submit: {
    action: signPetition,
    input: (_values, { params, query: { token }, page, visit }) => ({
      petition: params.reference,
      token,
      lang: page.lang,
      network: visit.clientKey,
    }),
    done: (result: Signed, request) => afterSigning(result, request),
  },
});

function ConfirmView({ petition, form }: { petition: Petition; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Document
      title={ts('petitions.confirm.title')}
      crumbs={[]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        title={t('petitions.confirm.title')}
        lead={t('petitions.sign.you-sign', {
          title: <Multilingual text={inItsLanguage(petition, petition.title)} as="b" />,
        })}
      />
      <Form action={pathAndQuery(page)} state={form}>
        <Button size="big">{t('petitions.sign.sign')}</Button>
      </Form>
      <p>
        <a href={page.href(`/petitions/${petition.reference}/sign`)}>{t('petitions.code.again')}</a>
      </p>
    </Document>
  );
}
