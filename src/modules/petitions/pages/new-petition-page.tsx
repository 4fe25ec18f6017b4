import { z } from 'zod';
import { profileOf } from '#core/accounts/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import type { SearchResult } from '#platform/search/search.ts';
import { createPetition as mayCreate } from '../access.ts';
import { createPetition } from '../actions/create-petition.ts';
import { TITLE_MAX } from '../petition.ts';
import { requirementsOfBody } from '../queries/councils.ts';
import type { Requirements } from '../requirements.ts';
import { similarTo } from '../similar.ts';
import { Conditions } from './conditions.tsx';
import { kindNames } from './kind-names.ts';
import { PetitionFields, petitionOf } from './petition-fields.tsx';
import { SimilarThings } from './similar-things.tsx';
import { WritingHelp } from './writing-help.tsx';

const query = z.object({ about: z.string().trim().max(TITLE_MAX).catch('') });
type Query = z.infer<typeof query>;
type Data = {
  asked: Requirements;
  name: string | null;
  /** What it will be about, once that was said, and what is there already. */
  about: string;
  similar: SearchResult[];
  kinds: Map<string, string>;
};

/** Begins a petition: what the law asks first, then the text. */
export const newPetitionPage = definePage<Query, Data>({
  name: 'petitions.new-petition-page',
  path: '/petitions/new',
  on: 'tenant',
  query,
  access: mayCreate,
  load: async ({ db, page, offers, query: { about } }) => {
    const { tenant, actor, lang } = page;
    const body = tenant && (await institutionsById(db, [tenant.id])).get(tenant.id);
    const asked = body && (await requirementsOfBody(db, body, 2024));
    if (!asked) throw new NotFound();
    const profile = actor.kind === 'person' ? await profileOf(db, actor.id) : undefined;
    return {
      asked,
      name: profile?.name ?? null,
      about,
      similar: about ? await similarTo(db, { title: about, lang }) : [],
      kinds: kindNames(page, offers),
    };
  },
  view: ({ data, form }) => <NewPetition {...data} form={form} />,
  submit: {
    action: createPetition,
    input: (values, { page }) => ({ institution: page.tenant?.slug, ...petitionOf(values) }),
    done: ({ reference }: { reference: string }) => `/petitions/${reference}/manage`,
  },
});

function NewPetition({ asked, name, about, similar, kinds, form }: Data & { form: FormState }) {
  const { t, ts, href } = usePage();
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
      <Chapter id="similar" title={t('petitions.similar.title')} intro={t('petitions.similar.intro')}>
        <form class="form" method="get" action={href('/petitions/new')}>
          <TextInput name="about" label={t('petitions.similar.about')} value={about} maxlength={TITLE_MAX} />
          <Button kind="quiet">{t('petitions.similar.look')}</Button>
        </form>
        {about && <SimilarThings found={similar} kinds={kinds} />}
      </Chapter>
      <Chapter id="text" title={t('petitions.write.text')}>
        <WritingHelp />
        <Form state={form}>
          <PetitionFields name={name} title={about} />
          <Button>{t('petitions.write.save')}</Button>
          <p class="hint">{t('petitions.write.save-note')}</p>
        </Form>
      </Chapter>
    </Document>
  );
}
