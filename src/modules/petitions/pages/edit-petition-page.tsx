import { z } from 'zod';
import { Conflict, NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { changePetition } from '../access.ts';
import { editPetition } from '../actions/edit-petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';
import { PetitionFields, petitionOf } from './petition-fields.tsx';
import { WritingHelp } from './writing-help.tsx';

/** The representative changes the text of a draft. */
export const editPetitionPage = definePage<unknown, Petition>({
  name: 'petitions.edit-petition-page',
  path: '/petitions/:reference/edit',
  on: 'both',
  query: z.object({}),
  access: changePetition,
  load: async ({ db, page, params }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition) throw new NotFound();
    if (petition.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    return petition;
  },
  view: ({ data, form }) => <EditPetition petition={data} form={form} />,
  submit: {
    action: editPetition,
    input: (values, { params }) => ({ petition: params.reference, ...petitionOf(values) }),
    done: ({ reference }: { reference: string }) => `/petitions/${reference}/manage`,
  },
});

function EditPetition({ petition, form }: { petition: Petition; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Document
      title={ts('petitions.write.edit')}
      crumbs={[{ label: petition.title, path: `/petitions/${petition.reference}/manage` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('petitions.write.edit')} />
      <WritingHelp />
      <Form state={form}>
        <PetitionFields known={petition} />
        <Button>{t('petitions.write.save')}</Button>
      </Form>
    </Document>
  );
}
