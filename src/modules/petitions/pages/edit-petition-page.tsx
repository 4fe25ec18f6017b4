import { z } from 'zod';
import { Conflict, NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Prose } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { isRepresentative, writeDraft } from '../access.ts';
import { editPetition } from '../actions/edit-petition.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { one } from './form-values.ts';
import { PetitionFields, petitionOf } from './petition-fields.tsx';
import { inItsLanguage } from './words.tsx';
import { WritingHelp } from './writing-help.tsx';

/** The representative, or whoever writes with them, changes the text of a draft. */
export const editPetitionPage = definePage<unknown, Draft>({
  name: 'petitions.edit-petition-page',
  path: '/petitions/:reference/edit',
  on: 'both',
  query: z.object({}),
  access: writeDraft,
  load: async ({ db, page, params }) => {
    const petition = await findDraft({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition) throw new NotFound();
    if (petition.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    return petition;
  },
  view: ({ data, form }) => <EditPetition petition={data} form={form} />,
  submit: {
    action: editPetition,
    input: (values, { params }) => ({
      petition: params.reference,
      version: one(values, 'version'),
      ...petitionOf(values),
    }),
    done: ({ reference }: { reference: string }) => `/petitions/${reference}/manage`,
  },
});

function EditPetition({ petition, form }: { petition: Draft; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const typed = one(form.values, 'version');
  // Somebody else saved it meanwhile: what stands now is shown above what was typed, and saving again is a decision.
  const overtaken = typed !== undefined && Number(typed) !== petition.version;
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
      {overtaken && (
        <Banner kind="warn" title={t('petitions.versions.overtaken')}>
          <p>{t('petitions.versions.overtaken-text')}</p>
          <p>
            <b>
              <bdi>{petition.title}</bdi>
            </b>
          </p>
          <Prose text={inItsLanguage(petition, petition.demand)} />
          <Prose text={inItsLanguage(petition, petition.reasons)} />
        </Banner>
      )}
      <Form state={overtaken ? { ...form, values: { ...form.values, version: String(petition.version) } } : form}>
        <Hidden name="version" value={String(petition.version)} />
        <PetitionFields known={petition} textOnly={!isRepresentative(page.actor, petition)} />
        <Button>{t('petitions.write.save')}</Button>
      </Form>
    </Document>
  );
}
