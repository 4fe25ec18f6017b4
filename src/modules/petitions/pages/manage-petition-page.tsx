import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Multilingual, Prose } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import type { SearchResult } from '#platform/search/search.ts';
import { changePetition } from '../access.ts';
import { closePetition } from '../actions/close-petition.ts';
import { submitPetition } from '../actions/submit-petition.ts';
import { withdrawPetition } from '../actions/withdraw-petition.ts';
import { after, isPublic } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { similarTo } from '../similar.ts';
import { findPetition } from '../target.ts';
import { kindNames } from './kind-names.ts';
import { SimilarThings } from './similar-things.tsx';
import { inItsLanguage, statusOf } from './words.tsx';

const deed = {
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ petition: params.reference }),
};
const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  `/petitions/${params.reference}/manage`;

type Data = Petition & { similar: SearchResult[]; kinds: Map<string, string> };

/** The representative's own page of a petition: its text, and what can be done with it now. */
export const managePetitionPage = definePage<unknown, Data>({
  name: 'petitions.manage-petition-page',
  path: '/petitions/:reference/manage',
  on: 'both',
  query: z.object({}),
  access: changePetition,
  load: async ({ db, page, params, offers }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition) throw new NotFound();
    const { title, lang, reference: except } = petition;
    const similar = petition.state === 'draft' ? await similarTo(db, { title, lang, except }) : [];
    return { ...petition, similar, kinds: kindNames(page, offers) };
  },
  view: ({ data, form }) => <ManagePetition petition={data} form={form} />,
  submits: {
    submit: { action: submitPetition, ...deed, done: back },
    close: { action: closePetition, ...deed, done: back },
    withdraw: { action: withdrawPetition, ...deed, done: back },
  },
});

function ManagePetition({ petition, form }: { petition: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const { state, reference } = petition;
  const can = (verb: string) => after(state, verb, 'representative') !== undefined;
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
        lead={t(`petitions.manage.${state}`)}
      />
      <div class="row">
        {state === 'draft' && (
          <ButtonLink path={`/petitions/${reference}/edit`} kind="quiet">
            {t('petitions.write.edit')}
          </ButtonLink>
        )}
        {state === 'closed' && (
          <ButtonLink path={`/petitions/${reference}/file`}>{t('petitions.file.title')}</ButtonLink>
        )}
        {state === 'draft' && (
          <ButtonLink path={`/petitions/${reference}/association`} kind="quiet">
            {t('petitions.association.link')}
          </ButtonLink>
        )}
        {isPublic(state) && (
          <ButtonLink path={`/petitions/${reference}`} kind="quiet">
            {t('petitions.sign.back')}
          </ButtonLink>
        )}
        {state === 'open' && (
          <ButtonLink path={`/petitions/${reference}/sheets`} kind="quiet">
            {t('petitions.sheets.title')}
          </ButtonLink>
        )}
        {petition.openedOn !== null && (
          <ButtonLink path={`/petitions/${reference}/dossier`} kind="quiet">
            {t('petitions.dossier.title')}
          </ButtonLink>
        )}
      </div>
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
            <Button kind={verb === 'submit' ? 'main' : verb === 'close' ? 'quiet' : 'alert'}>
              {t(`petitions.manage.${verb}-title`)}
            </Button>
          </Form>
        </Chapter>
      ))}
      {state === 'refused' && <Multilingual text={petition.refusalReasons} as="p" />}
    </Document>
  );
}
