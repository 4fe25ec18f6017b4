import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { changePetition } from '../access.ts';
import { filePetition } from '../actions/file-petition.ts';
import { PETITION_LAWS } from '../law.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';
import { Cite } from './cite.tsx';
import { inItsLanguage } from './words.tsx';

/** The representative gives the file of a closed petition to the president of the council, against a receipt. */
export const filePetitionPage = definePage<unknown, Petition>({
  name: 'petitions.file-petition-page',
  path: '/petitions/:reference/file',
  on: 'both',
  query: z.object({}),
  access: changePetition,
  load: async ({ db, page, params }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition) throw new NotFound();
    return petition;
  },
  view: ({ data, form }) => <FilePetition petition={data} form={form} />,
  submit: {
    action: filePetition,
    input: (_values, { params }) => ({ petition: params.reference }),
    done: ({ receipt }: { receipt: string }) => receipt,
  },
});

function FilePetition({ petition, form }: { petition: Petition; form: FormState }) {
  const { t, ts } = usePage();
  const { reference, required, signatures, state, closedAt, level } = petition;
  const { law, articles, refusal } = PETITION_LAWS[level];
  return (
    <Document
      title={ts('petitions.file.title')}
      crumbs={[
        { label: ts('petitions.own.title'), path: '/me/petitions' },
        { label: reference, path: `/petitions/${reference}/manage` },
      ]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('petitions.file.title')} lead={t('petitions.file.lead', { n: refusal.value })} />
      <p>
        <Cite law={law} articles={articles.procedure} />
      </p>
      <Summary
        rows={[
          {
            label: t('petitions.field.petition'),
            value: <Multilingual text={inItsLanguage(petition, petition.title)} />,
          },
          { label: t('petitions.field.reference'), value: <Code>{reference}</Code> },
          closedAt !== null && {
            label: t('petitions.path.closed'),
            value: <DateText date={closedAt.toISOString().slice(0, 10)} />,
          },
          required !== null && {
            label: t('petitions.page.signatures'),
            value: t('petitions.file.signatures', { n: signatures, required }),
          },
        ]}
      />
      {required !== null && signatures < required && (
        <Banner kind="warn" title={t('petitions.file.too-few')}>
          <p>{t('petitions.file.too-few-text')}</p>
        </Banner>
      )}
      {state === 'closed' ? (
        <Form state={form}>
          <p class="measure">{t('petitions.file.papers')}</p>
          <Button>{t('petitions.file.send')}</Button>
        </Form>
      ) : (
        <Banner>
          <p>{t('petitions.file.not-now')}</p>
        </Banner>
      )}
    </Document>
  );
}
