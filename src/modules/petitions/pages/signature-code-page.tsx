import { z } from 'zod';
import { within } from '#platform/db/database.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { signPetition as maySign } from '../access.ts';
import { type Signed, signPetition } from '../actions/sign-petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';
import { one } from './form-values.ts';
import { afterSigning } from './signed.ts';

const query = z.object({ s: z.string().refine(isId) });
type Query = z.infer<typeof query>;

/** The second step of signing without an account: the code that was sent, typed. The link in the letter does the same. */
export const signatureCodePage = definePage<Query, Petition>({
  name: 'petitions.signature-code-page',
  path: '/petitions/:reference/code',
  on: 'both',
  query,
  access: maySign,
  load: async ({ db, page, params, query: { s } }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    const signing =
      petition &&
      (await within(db, petition.institutionId)
        .selectFrom('petition_signing')
        .select('id')
        .where('id', '=', s)
        .where('petition_id', '=', petition.id)
        .where('expires_at', '>', page.now)
        .executeTakeFirst());
    if (!petition || !signing) throw new NotFound();
    return petition;
  },
  view: ({ data, form }) => <CodeView petition={data} form={form} />,
  submit: {
    action: signPetition,
    input: (values, { params, query: { s }, page, visit }) => ({
      petition: params.reference,
      signing: s,
      code: one(values, 'code') ?? '',
      lang: page.lang,
      network: visit.clientKey,
    }),
    done: (result: Signed, request) => afterSigning(result, request),
  },
});

function CodeView({ petition, form }: { petition: Petition; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Document title={ts('petitions.code.title')} crumbs={[]} canonical={null} noIndex faulty={form.faults.length > 0}>
      <ErrorSummary state={form} />
      <PageHead title={t('petitions.code.title')} lead={t('petitions.code.lead')} />
      <Form action={pathAndQuery(page)} state={{ ...form, values: {} }}>
        <TextInput
          name="code"
          label={t('petitions.code.label')}
          hint={t('petitions.code.hint')}
          dir="ltr"
          width={8}
          autocomplete="one-time-code"
          inputMode="numeric"
          maxlength={20}
        />
        <Button size="big">{t('petitions.sign.sign')}</Button>
      </Form>
      <p class="measure">{t('petitions.code.no-letter')}</p>
      <p>
        <a href={page.href(`/petitions/${petition.reference}/sign`)}>{t('petitions.code.again')}</a>
      </p>
    </Document>
  );
}
