import { z } from 'zod';
import { profileOf } from '#core/accounts/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { createPetition as mayCreate } from '../access.ts';
import { createPetition } from '../actions/create-petition.ts';
import { requirementsOfBody } from '../queries/councils.ts';
import type { Requirements } from '../requirements.ts';
import { Conditions } from './conditions.tsx';
import { PetitionFields, petitionOf } from './petition-fields.tsx';

type Data = { asked: Requirements; name: string | null };

/** Begins a petition: what the law asks first, then the text. */
export const newPetitionPage = definePage<unknown, Data>({
  name: 'petitions.new-petition-page',
  path: '/petitions/new',
  on: 'tenant',
  query: z.object({}),
  access: mayCreate,
  load: async ({ db, page: { tenant, actor } }) => {
    const body = tenant && (await institutionsById(db, [tenant.id])).get(tenant.id);
    const asked = body && (await requirementsOfBody(db, body, 2024));
    if (!asked) throw new NotFound();
    const profile = actor.kind === 'person' ? await profileOf(db, actor.id) : undefined;
    return { asked, name: profile?.name ?? null };
  },
  view: ({ data, form }) => <NewPetition {...data} form={form} />,
  submit: {
    action: createPetition,
    input: (values, { page }) => ({ institution: page.tenant?.slug, ...petitionOf(values) }),
    done: ({ reference }: { reference: string }) => `/petitions/${reference}/manage`,
  },
});

function NewPetition({ asked, name, form }: Data & { form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Document
      title={ts('petitions.write.new')}
      crumbs={[{ label: ts('petitions.page.petitions'), path: '/petitions' }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        title={t('petitions.write.new')}
        lead={t('petitions.write.needs', { n: asked.required, floor: asked.perProvinceMinimum ?? 0 })}
      />
      <Chapter id="conditions" title={t('petitions.conditions.title')}>
        <Conditions asked={asked} />
      </Chapter>
      <Chapter id="text" title={t('petitions.write.text')}>
        <Form state={form}>
          <PetitionFields name={name} />
          <Button>{t('petitions.write.save')}</Button>
          <p class="hint">{t('petitions.write.save-note')}</p>
        </Form>
      </Chapter>
    </Document>
  );
}
