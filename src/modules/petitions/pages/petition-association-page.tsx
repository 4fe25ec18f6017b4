import { ActingFor, associationsRepresentedBy, type Represented } from '#core/associations/index.ts';
import { ACCEPT, FileHint, keepUpload, privatePath } from '#core/attachments/index.ts';
import { checkAccess } from '#platform/access.ts';
import { Conflict, NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { changePetition } from '../access.ts';
import { registerAssociation } from '../actions/register-association.ts';
import { ASSOCIATION_DOCUMENTS, type AssociationDocument, associationConditions } from '../association-petition.ts';
import { type AssociationPetition, associationPetition } from '../queries/association-petitions.ts';
import type { Petition } from '../queries/petitions.ts';
import { findPetition } from '../target.ts';
import { AssociationConditions } from './association-conditions.tsx';
import { DocumentLinks } from './association-documents.tsx';
import { one } from './form-values.ts';

type Data = Petition & {
  made: AssociationPetition | undefined;
  associations: Represented[];
  /** Where each document opens, for ten minutes. */
  links: Map<string, string>;
};

/** A draft in the name of an association: what the law asks of it, what it says, and its documents. */
export const petitionAssociationPage = definePage<unknown, Data>({
  name: 'petitions.petition-association-page',
  path: '/petitions/:reference/association',
  on: 'both',
  access: changePetition,
  load: async (request) => {
    const { db, page, around } = request;
    const petition = await petitionOf(request);
    if (!petition) throw new NotFound();
    if (petition.state !== 'draft') throw new Conflict('petitions.refusal.not-a-draft');
    const made = await associationPetition(db, petition);
    const { actor } = page;
    return {
      ...petition,
      made,
      associations: actor.kind === 'person' ? await associationsRepresentedBy(db, actor.id, page.today) : [],
      links: new Map(made?.documents.map(({ id }) => [id, privatePath(around.keys, id, page.now)])),
    };
  },
  view: ({ data, form }) => <AssociationView data={data} form={form} />,
  submit: {
    action: registerAssociation,
    async input(values, request, files) {
      const { params, page } = request;
      const petition = await petitionOf(request);
      if (!petition) throw new NotFound();
      // No file is taken from somebody who may not attach it.
      checkAccess(changePetition, page.actor, petition, page);
      const documents: { document: AssociationDocument; upload: string }[] = [];
      for (const document of ASSOCIATION_DOCUMENTS) {
        const file = files.find(({ field }) => field === document);
        const { db, around } = request;
        const sender = { db, around, actor: page.actor, now: page.now };
        if (file) {
          const { ticket } = await keepUpload(sender, petition.institutionId, file, { pointer: `/${document}` });
          // A form that comes back with faults needs no file again.
          values[`kept-${document}`] = ticket;
        }
        const upload = one(values, `kept-${document}`);
        if (upload) documents.push({ document, upload });
      }
      return {
        petition: params.reference,
        actingFor: one(values, 'actingFor') ?? '',
        branch: one(values, 'branch') ?? '',
        activity: one(values, 'activity') ?? '',
        members: one(values, 'members') ?? '',
        standing: one(values, 'standing') !== undefined,
        documents,
      };
    },
    done: ({ reference }: { reference: string }) => `/petitions/${reference}/association`,
  },
});

const petitionOf = ({ db, page, params }: PageRequest<unknown>) =>
  findPetition({ db, tenant: page.tenant }, params.reference ?? '');

function AssociationView({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, today } = usePage();
  const { made, associations, links, reference, level } = data;
  return (
    <Document
      title={ts('petitions.association.title')}
      crumbs={[{ label: data.title, path: `/petitions/${reference}/manage` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('petitions.association.title')} lead={t('petitions.association.lead')} />
      {made && (
        <Chapter id="conditions" title={t('petitions.association.conditions')}>
          <p>
            <b>
              <Multilingual text={made.association.name} />
            </b>
          </p>
          <AssociationConditions level={level} conditions={associationConditions(level, made.facts, today)} />
          <DocumentLinks documents={made.documents} links={links} />
          <p>
            <ButtonLink path={`/petitions/${reference}/manage`} kind="quiet">
              {t('petitions.association.back')}
            </ButtonLink>
          </p>
        </Chapter>
      )}
      <Chapter id="say" title={t('petitions.association.say')}>
        {associations.length === 0 ? (
          <>
            <p class="measure">{t('petitions.association.none')}</p>
            <ButtonLink path="/me/associations">{t('petitions.association.declare')}</ButtonLink>
          </>
        ) : (
          <Form state={form} files>
            <ActingFor associations={associations} />
            <TextInput
              name="branch"
              label={t('petitions.association.branch')}
              hint={t('petitions.association.branch-hint')}
              value={made?.said.branch}
              maxlength={300}
              optional
            />
            <TextArea
              name="activity"
              label={t('petitions.association.activity')}
              value={made?.said.activity}
              maxlength={1_500}
            />
            <TextInput
              name="members"
              label={t('petitions.association.members')}
              value={made?.said.members?.toString()}
              inputMode="numeric"
              dir="ltr"
              width={8}
              optional={level !== 'province'}
            />
            {ASSOCIATION_DOCUMENTS.map((document) => (
              <>
                {one(form.values, `kept-${document}`) && (
                  <Hidden name={`kept-${document}`} value={one(form.values, `kept-${document}`) ?? ''} />
                )}
                <FileField
                  name={document}
                  label={t(`petitions.association.document.${document}`)}
                  hint={<FileHint />}
                  accept={ACCEPT}
                  optional
                />
              </>
            ))}
            <Checkbox name="standing" label={ts('petitions.association.standing')} />
            <Button>{t('petitions.association.save')}</Button>
          </Form>
        )}
      </Chapter>
    </Document>
  );
}
