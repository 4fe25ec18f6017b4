import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Prose } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import type { SearchResult } from '#platform/search/search.ts';
import { isRepresentative, writeDraft } from '../access.ts';
import { appealRefusal } from '../actions/appeal-refusal.ts';
import { closePetition } from '../actions/close-petition.ts';
import { submitPetition } from '../actions/submit-petition.ts';
import { withdrawPetition } from '../actions/withdraw-petition.ts';
import { after, isPublic } from '../petition.ts';
import { appealOf, lastDayOfAppeal, type OpeningAppeal } from '../queries/appeals.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { similarTo } from '../similar.ts';
import { AppealForm } from './appeal-form.tsx';
import { one } from './form-values.ts';
import { kindNames } from './kind-names.ts';
import { OpeningChapter } from './opening-chapter.tsx';
import { SimilarThings } from './similar-things.tsx';
import { inItsLanguage, statusOf } from './words.tsx';

const deed = {
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ petition: params.reference }),
};
const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  `/petitions/${params.reference}/manage`;

type Data = Draft & {
  similar: SearchResult[];
  kinds: Map<string, string>;
  appeal: OpeningAppeal | undefined;
  /** The last day of an appeal, where the body sets one. */
  appealUntil: string | null;
};

/**
 * The representative's own page of a petition: its text, and what can be done with it now. Who writes a draft with them reads it here too,
 * and changes the text; all other deeds are the representative's.
 */
export const managePetitionPage = definePage<unknown, Data>({
  name: 'petitions.manage-petition-page',
  path: '/petitions/:reference/manage',
  on: 'both',
  query: z.object({}),
  access: writeDraft,
  load: async ({ db, page, params, offers }) => {
    const petition = await findDraft({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition) throw new NotFound();
    const { title, lang, reference: except } = petition;
    const similar = petition.state === 'draft' ? await similarTo(db, { title, lang, except }) : [];
    const appeal = await appealOf(db, petition);
    const appealUntil = petition.state === 'refused' && !appeal ? await lastDayOfAppeal(db, petition) : null;
    return { ...petition, similar, kinds: kindNames(page, offers), appeal, appealUntil };
  },
  view: ({ data, form }) => <ManagePetition petition={data} form={form} />,
  submits: {
    submit: {
      action: submitPetition,
      input: (values, { params }) => ({ petition: params.reference, version: one(values, 'version') }),
      done: back,
    },
    close: { action: closePetition, ...deed, done: back },
    withdraw: { action: withdrawPetition, ...deed, done: back },
    appeal: {
      action: appealRefusal,
      input: (values, { params }) => ({ petition: params.reference, words: one(values, 'words') }),
      done: back,
    },
  },
});

function ManagePetition({ petition, form }: { petition: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { state, reference } = petition;
  const own = isRepresentative(page.actor, petition);
  const can = (verb: string) => own && after(state, verb, 'representative') !== undefined;
  return (
    <Document
      title={ts('petitions.manage.title')}
      crumbs={[{ label: ts('petitions.own.title'), path: '/me/petitions' }]}
      crumb={reference}
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      <PageHead
        title={{ text: inItsLanguage(petition, petition.title) }}
        row={<StatusTag {...statusOf(page, petition)} />}
        lead={t(own || state !== 'draft' ? `petitions.manage.${state}` : 'petitions.manage.draft-together')}
      />
      <div class="row">
        {state === 'draft' && (
          <ButtonLink path={`/petitions/${reference}/edit`} kind="quiet">
            {t('petitions.write.edit')}
          </ButtonLink>
        )}
        {state === 'draft' && (
          <ButtonLink path={`/petitions/${reference}/collaborators`} kind="quiet">
            {t('petitions.together.link')}
          </ButtonLink>
        )}
        {petition.version > 1 && (
          <ButtonLink path={`/petitions/${reference}/versions`} kind="quiet">
            {t('petitions.versions.link')}
          </ButtonLink>
        )}
        {own && state === 'closed' && (
          <ButtonLink path={`/petitions/${reference}/file`}>{t('petitions.file.title')}</ButtonLink>
        )}
        {own && state === 'draft' && (
          <ButtonLink path={`/petitions/${reference}/association`} kind="quiet">
            {t('petitions.association.link')}
          </ButtonLink>
        )}
        {isPublic(state) && (
          <ButtonLink path={`/petitions/${reference}`} kind="quiet">
            {t('petitions.sign.back')}
          </ButtonLink>
        )}
        {own && state === 'open' && (
          <ButtonLink path={`/petitions/${reference}/sheets`} kind="quiet">
            {t('petitions.sheets.title')}
          </ButtonLink>
        )}
        {own && petition.openedOn !== null && (
          <ButtonLink path={`/petitions/${reference}/dossier`} kind="quiet">
            {t('petitions.dossier.title')}
          </ButtonLink>
        )}
      </div>
      <OpeningChapter petition={petition} appeal={petition.appeal} />
      {own && state === 'refused' && !petition.appeal && <AppealForm until={petition.appealUntil} form={form} />}
      <Chapter id="text" title={t('petitions.write.text')}>
        <Prose text={inItsLanguage(petition, petition.demand)} />
        <h3>{t('petitions.field.reasons')}</h3>
        <Prose text={inItsLanguage(petition, petition.reasons)} />
        <p class="soft">{t('petitions.page.representative', { name: <bdi>{petition.representativeName}</bdi> })}</p>
      </Chapter>
      {state === 'draft' && (
        <Chapter id="similar" title={t('petitions.similar.title')}>
          <SimilarThings found={petition.similar} kinds={petition.kinds} />
        </Chapter>
      )}
      {(['submit', 'close', 'withdraw'] as const).filter(can).map((verb) => (
        <Chapter id={verb} title={t(`petitions.manage.${verb}-title`)}>
          <p class="measure">{t(`petitions.manage.${verb}-text`)}</p>
          <Form>
            <Hidden name="do" value={verb} />
            {verb === 'submit' && <Hidden name="version" value={String(petition.version)} />}
            <Button kind={verb === 'submit' ? 'main' : verb === 'close' ? 'quiet' : 'alert'}>
              {t(`petitions.manage.${verb}-title`)}
            </Button>
          </Form>
        </Chapter>
      ))}
    </Document>
  );
}
