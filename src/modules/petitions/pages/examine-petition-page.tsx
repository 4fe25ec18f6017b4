import { displayNames, shownName } from '#core/accounts/index.ts';
import { privatePath } from '#core/attachments/index.ts';
import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateTimeText, Multilingual, Prose } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { decideOpening, decideOpeningAppeal, examinePetition } from '../access.ts';
import { decideRefusalAppeal } from '../actions/decide-refusal-appeal.ts';
import { openPetition } from '../actions/open-petition.ts';
import { refusePetition } from '../actions/refuse-petition.ts';
import { removePetition } from '../actions/remove-petition.ts';
import { takePetition } from '../actions/take-petition.ts';
import { associationConditions } from '../association-petition.ts';
import { PETITION_LAWS } from '../law.ts';
import { APPEAL_OUTCOMES, after, examinedBy, REFUSAL_GROUNDS, REMOVAL_GROUNDS } from '../petition.ts';
import { appealOf, type OpeningAppeal } from '../queries/appeals.ts';
import { type AssociationPetition, associationPetition } from '../queries/association-petitions.ts';
import { type Draft, findDraft } from '../queries/collaborators.ts';
import { AssociationConditions } from './association-conditions.tsx';
import { DocumentLinks } from './association-documents.tsx';
import { Cite } from './cite.tsx';
import { one } from './form-values.ts';
import { OpeningChapter } from './opening-chapter.tsx';
import { inItsLanguage, statusOf } from './words.tsx';

type Data = Draft & {
  tabs: Tab[];
  made: AssociationPetition | undefined;
  links: Map<string, string>;
  appeal: OpeningAppeal | undefined;
  /** The name of the colleague who examines it at this moment. */
  takenName: string | null;
};

/** The council's office checks what was submitted: opens it for signing, or refuses for a listed ground with reasons. */
export const examinePetitionPage = definePage<unknown, Data>({
  name: 'petitions.examine-petition-page',
  path: '/desk/petitions/:reference',
  on: 'tenant',
  access: examinePetition,
  load: async (request) => {
    const { db, page, params, around } = request;
    const petition = await findDraft({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || petition.state === 'draft') throw new NotFound();
    const made = await associationPetition(db, petition);
    const links = new Map(made?.documents.map(({ id }) => [id, privatePath(around.keys, id, page.now)]));
    const by = examinedBy(petition, page.now);
    const names = await displayNames(db, by === null ? [] : [by]);
    const takenName =
      by === null ? null : (shownName(names.get(by), { pseudonyms: false }) ?? page.ts('petitions.desk.colleague'));
    return { ...petition, tabs: deskTabs(request), made, links, appeal: await appealOf(db, petition), takenName };
  },
  view: ({ data, form }) => <Examine petition={data} form={form} />,
  submits: {
    take: {
      action: takePetition,
      input: (_values, { params }) => ({ petition: params.reference }),
      done: (_result, { params }) => `/desk/petitions/${params.reference}`,
    },
    release: {
      action: takePetition,
      input: (_values, { params }) => ({ petition: params.reference, take: false }),
      done: (_result, { params }) => `/desk/petitions/${params.reference}`,
    },
    appeal: {
      action: decideRefusalAppeal,
      input: (values, { params }) => ({
        petition: params.reference,
        outcome: one(values, 'outcome'),
        reasons: { ar: one(values, 'reasons.ar') ?? '', fr: one(values, 'reasons.fr') ?? '' },
      }),
      done: (_result, { params }) => withDone(`/desk/petitions/${params.reference}`),
    },
    remove: {
      action: removePetition,
      input: (values, { params }) => ({
        petition: params.reference,
        ground: one(values, 'ground'),
        act: one(values, 'act'),
      }),
      done: () => withDone('/desk/petitions'),
    },
    open: {
      action: openPetition,
      input: (_values, { params }) => ({ petition: params.reference }),
      done: (_result, { params }) => withDone(`/desk/petitions/${params.reference}`),
    },
    refuse: {
      action: refusePetition,
      input: (values, { params }) => ({
        petition: params.reference,
        ground: one(values, 'ground'),
        reasons: { ar: one(values, 'reasons.ar') ?? '', fr: one(values, 'reasons.fr') ?? '' },
      }),
      done: (_result, { params }) => withDone(`/desk/petitions/${params.reference}`),
    },
  },
});

function Examine({ petition, form }: { petition: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, today, actor, tenant } = page;
  const decides = decideOpening.allows(actor, petition, { tenant, today });
  const { law, articles } = PETITION_LAWS[petition.level];
  return (
    <DeskDocument title={petition.title} tabs={petition.tabs} row={<StatusTag {...statusOf(page, petition)} />}>
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('petitions.field.reference'), value: <Code>{petition.reference}</Code> },
          { label: t('petitions.field.representative'), value: <bdi>{petition.representativeName}</bdi> },
          petition.submittedAt !== null && {
            label: t('petitions.desk.submitted'),
            value: <DateTimeText instant={petition.submittedAt} />,
          },
          { label: t('petitions.field.demand'), value: <Prose text={inItsLanguage(petition, petition.demand)} /> },
          { label: t('petitions.field.reasons'), value: <Prose text={inItsLanguage(petition, petition.reasons)} /> },
        ]}
      />
      {petition.made && (
        <Chapter id="association" title={t('petitions.association.title')}>
          <p>
            <b>
              <Multilingual text={petition.made.association.name} />
            </b>
          </p>
          <AssociationConditions
            level={petition.level}
            conditions={associationConditions(petition.level, petition.made.facts, today)}
          />
          <DocumentLinks documents={petition.made.documents} links={petition.links} />
        </Chapter>
      )}
      {petition.state === 'submitted' && decides && <Taking petition={petition} />}
      {petition.state === 'submitted' && !decides && (
        <Banner>
          <p>{t('petitions.desk.not-you')}</p>
        </Banner>
      )}
      <OpeningChapter petition={petition} appeal={petition.appeal} />
      {petition.appeal && petition.appeal.outcome === null && (
        <AppealDecision petition={petition} appeal={petition.appeal} form={form} />
      )}
      {petition.state === 'submitted' && decides && (
        <>
          <Chapter id="open" title={t('petitions.desk.open')}>
            <p class="measure">{t('petitions.desk.open-text')}</p>
            <p>
              <Cite law={law} articles={articles.conditions} />
            </p>
            <Form>
              <Hidden name="do" value="open" />
              <Button>{t('petitions.desk.open')}</Button>
            </Form>
          </Chapter>
          <Chapter id="refuse" title={t('petitions.desk.refuse')}>
            <Form state={form}>
              <Hidden name="do" value="refuse" />
              <Radios
                name="ground"
                label={t('petitions.desk.ground')}
                choices={REFUSAL_GROUNDS.map((ground) => ({ value: ground, label: ts(`petitions.ground.${ground}`) }))}
              />
              <ReasonsFields />
              <Button kind="alert">{t('petitions.desk.refuse')}</Button>
            </Form>
          </Chapter>
        </>
      )}
      {decides && after(petition.state, 'remove', 'council') && <Removal form={form} />}
    </DeskDocument>
  );
}

/** A public petition is taken off the platform by an order, and for nothing else. */
function Removal({ form }: { form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Chapter id="remove" title={t('petitions.removal.title')} intro={t('petitions.removal.intro')}>
      <Form state={form}>
        <Hidden name="do" value="remove" />
        <Radios
          name="ground"
          label={t('petitions.removal.ground')}
          choices={REMOVAL_GROUNDS.map((value) => ({ value, label: ts(`petitions.removal.${value}`) }))}
        />
        <TextInput
          name="act"
          label={t('petitions.removal.act')}
          hint={t('petitions.removal.act-hint')}
          maxlength={300}
        />
        <Button kind="alert">{t('petitions.removal.title')}</Button>
      </Form>
    </Chapter>
  );
}

/** Why, for everybody to read. */
function ReasonsFields() {
  const { t } = usePage();
  return (
    <>
      <TextArea
        name="reasons.ar"
        label={t('petitions.desk.reasons-ar')}
        hint={t('petitions.desk.reasons-hint')}
        maxlength={3_000}
      />
      <TextArea name="reasons.fr" label={t('petitions.desk.reasons-fr')} maxlength={3_000} optional />
    </>
  );
}

/** Who examines it now, so that two do not decide about the same petition. */
function Taking({ petition }: { petition: Data }) {
  const { t, actor } = usePage();
  const mine = petition.takenName !== null && actor.kind === 'person' && petition.takenBy === actor.id;
  const verb = mine ? 'release' : 'take';
  return (
    <Banner kind={petition.takenName === null || mine ? 'info' : 'warn'}>
      <p>
        {petition.takenName === null
          ? t('petitions.desk.taken-by-nobody')
          : mine
            ? t('petitions.desk.taken-by-you')
            : t('petitions.desk.taken-by', { name: <bdi>{petition.takenName}</bdi> })}
      </p>
      <Form>
        <Hidden name="do" value={verb} />
        <Button kind="quiet">
          {t(
            mine
              ? 'petitions.desk.release'
              : petition.takenName === null
                ? 'petitions.desk.take'
                : 'petitions.desk.take-over',
          )}
        </Button>
      </Form>
    </Banner>
  );
}

/** What the author answers to the refusal, and the decision of somebody who did not refuse. */
function AppealDecision({ petition, appeal, form }: { petition: Data; appeal: OpeningAppeal; form: FormState }) {
  const { t, ts, actor, tenant, today } = usePage();
  return (
    <Chapter id="appeal" title={t('petitions.desk.appeal')}>
      <h3>{t('petitions.desk.appeal-words')}</h3>
      <p dir="auto" class="measure">
        {appeal.words}
      </p>
      {decideOpeningAppeal.allows(actor, { ...petition, appeal }, { tenant, today }) ? (
        <Form state={form}>
          <Hidden name="do" value="appeal" />
          <Radios
            name="outcome"
            label={t('petitions.desk.appeal-outcome')}
            choices={APPEAL_OUTCOMES.map((value) => ({ value, label: ts(`petitions.desk.appeal-${value}`) }))}
          />
          <ReasonsFields />
          <Button>{t('petitions.desk.appeal-send')}</Button>
        </Form>
      ) : (
        <p class="measure">{t('petitions.desk.appeal-not-you')}</p>
      )}
    </Chapter>
  );
}
