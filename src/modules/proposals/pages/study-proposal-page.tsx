import { displayNames, shownName } from '#core/accounts/index.ts';
import { type StanceCounts, StanceWords, stanceCounts } from '#core/comments/index.ts';
import { DeskDocument, dateOf, deskTabs, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Checkbox, DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateTimeText, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { recordProposals, studyProposals, triageProposals } from '../access.ts';
import { assessProposal } from '../actions/assess-proposal.ts';
import { noteProposal } from '../actions/note-proposal.ts';
import { proposeMerge } from '../actions/propose-merge.ts';
import { recordOutcome } from '../actions/record-outcome.ts';
import { type Author, authorsOfAll } from '../authors.ts';
import { CRITERIA, isUnanswered, meanScore, OUTCOME_KINDS } from '../proposal.ts';
import { type Proposal, type SimilarProposal, similarProposals } from '../queries/proposals.ts';
import { type Evaluation, evaluationsOf, notesOf, type ProposalNote, paperOf, queueOf } from '../queries/triage.ts';
import type { Question } from '../questions.ts';
import { PROPOSAL } from '../search.ts';
import { AmendmentItems, type AmendmentList, amendmentList } from './amendments-chapter.tsx';
import { addressedProposal, sceneOfProposal } from './loading.ts';
import { answerRows } from './question-fields.tsx';
import { ReasonFields } from './selected-page.tsx';
import { AuthorName, statusOf } from './words.tsx';

type Data = Proposal & {
  questions: readonly Question[];
  tabs: Tab[];
  author: Author | undefined;
  evaluations: Evaluation[];
  notes: ProposalNote[];
  paper: string | null;
  similar: SimilarProposal[];
  names: Map<string, string>;
  asked: Evaluation | undefined;
  triages: boolean;
  queue: { references: string[]; at: number };
  records: boolean;
  stances: StanceCounts | undefined;
  amendments: AmendmentList;
};

const done = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(`/desk/proposals/${params.reference}`);

/** One proposal on the desk: what evaluators say, notes, similar ones, what became of it. */
export const studyProposalPage = definePage<unknown, Data>({
  name: 'proposals.study-proposal-page',
  path: '/desk/proposals/:reference',
  on: 'tenant',
  access: studyProposals,
  async load(request) {
    const { db, page } = request;
    const { actor } = page;
    const proposal = await addressedProposal(request);
    const { call } = await sceneOfProposal(db, proposal);
    const evaluations = await evaluationsOf(db, proposal);
    const notes = await notesOf(db, proposal);
    const people = await displayNames(
      db,
      [...evaluations.map((each) => each.evaluatorId), ...notes.map((note) => note.authorId)].flatMap((id) => id ?? []),
    );
    return {
      ...proposal,
      questions: call.questions,
      tabs: deskTabs(request),
      author: (await authorsOfAll(db, [proposal])).get(proposal.id),
      evaluations,
      notes,
      paper: await paperOf(db, proposal),
      similar: await similarProposals(db, call, proposal, { except: proposal.id }),
      names: new Map([...people].map(([id, name]) => [id, shownName(name, { pseudonyms: false }) ?? ''])),
      asked: evaluations.find((each) => actor.kind === 'person' && each.evaluatorId === actor.id),
      queue: actor.kind === 'person' ? await queueOf(db, actor.id, proposal) : { references: [], at: -1 },
      triages: triageProposals.allows(actor, proposal, page),
      records: recordProposals.allows(actor, proposal, page),
      amendments: await amendmentList(db, proposal, { state: 'open' }),
      stances: (
        await stanceCounts(db, { institutionId: proposal.institutionId, kind: PROPOSAL, ids: [proposal.reference] })
      ).get(proposal.reference),
    };
  },
  view: ({ data, form }) => <Study data={data} form={form} />,
  submits: {
    assess: {
      action: assessProposal,
      input: (values, { params }) => ({
        proposal: params.reference,
        conflict: one(values, 'conflict') === 'yes',
        scores: Object.fromEntries(
          CRITERIA.flatMap((criterion) => {
            const given = one(values, `scores.${criterion}`);
            return given === '' ? [] : [[criterion, given]];
          }),
        ),
        opinion: one(values, 'opinion'),
      }),
      done,
    },
    note: {
      action: noteProposal,
      input: (values, { params }) => ({ proposal: params.reference, body: one(values, 'body') }),
      done,
    },
    merge: {
      action: proposeMerge,
      input: (values, { params }) => ({ proposal: params.reference, into: one(values, 'into') }),
      done,
    },
    outcome: {
      action: recordOutcome,
      input: (values, { params }) => ({
        proposal: params.reference,
        kind: one(values, 'kind'),
        target: one(values, 'target'),
        words: textOf(values, 'words'),
        on: dateOf(values, 'on'),
      }),
      done,
    },
  },
});

function Study({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const mean = meanScore(data.evaluations);
  const isOpen = data.standing === 'shown' && isUnanswered(data.state);
  return (
    <DeskDocument
      title={plain(data.title, lang) || data.reference}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: ts('proposals.desk.call'), path: `/desk/proposals/calls/${data.callId}` },
      ]}
      row={
        <>
          <StatusTag {...statusOf(page, data)} />
          <ButtonLink kind="quiet" size="small" path={`/proposals/${data.reference}`}>
            {t('proposals.manage.public')}
          </ButtonLink>
        </>
      }
    >
      <ErrorSummary state={form} />
      <QueueLinks queue={data.queue} />
      <Prose text={data.body} />
      <Summary
        rows={[
          { label: t('proposals.field.reference'), value: <Code>{data.reference}</Code> },
          { label: t('proposals.field.author'), value: <AuthorName author={data.author} /> },
          ...answerRows(lang, data.questions, data.answers),
          { label: t('proposals.field.channel'), value: t(`proposals.channel.${data.channel}`) },
          { label: t('proposals.field.supports'), value: t('proposals.page.supports', { n: data.supports }) },
          data.stances !== undefined &&
            Object.values(data.stances).some((n) => n > 0) && {
              label: t('proposals.field.comments'),
              value: <StanceWords counts={data.stances} />,
            },
          data.paper !== null && { label: t('proposals.field.paper'), value: <bdi>{data.paper}</bdi> },
          mean !== null && { label: t('proposals.assess.mean'), value: format.number(Math.round(mean * 10) / 10) },
        ]}
      />
      {data.triages && data.standing === 'shown' && (
        <p>
          <ButtonLink path={`/desk/proposals/calls/${data.callId}/selected?p=${data.reference}`}>
            {t('proposals.selected.answer')}
          </ButtonLink>
        </p>
      )}
      {data.records && (
        <p>
          <ButtonLink kind="quiet" path={`/desk/proposals/sheets/${data.reference}`}>
            {t('proposals.sheets.title')}
          </ButtonLink>
        </p>
      )}
      {data.amendments.items.length > 0 && (
        <Chapter id="amendments" title={t('proposals.amendment.open')} intro={t('proposals.amendment.open-intro')}>
          <AmendmentItems proposal={data} list={data.amendments} />
        </Chapter>
      )}
      <Evaluations data={data} form={form} />
      <Chapter id="notes" title={t('proposals.note.title')} intro={t('proposals.note.intro')}>
        {data.notes.map((note) => (
          <article>
            <p class="soft">
              <bdi>{data.names.get(note.authorId ?? '') ?? ''}</bdi> · <DateTimeText instant={note.writtenAt} />
            </p>
            <p dir="auto">{note.body}</p>
          </article>
        ))}
        <Form state={form} label={ts('proposals.note.title')}>
          <Hidden name="do" value="note" />
          <TextArea name="body" label={t('proposals.note.body')} rows={3} maxlength={4_000} />
          <Button kind="quiet">{t('proposals.note.button')}</Button>
        </Form>
      </Chapter>
      {data.triages && isOpen && data.similar.length > 0 && (
        <Chapter id="merge" title={t('proposals.merge.title')} intro={t('proposals.merge.intro')}>
          <Form state={form} label={ts('proposals.merge.title')}>
            <Hidden name="do" value="merge" />
            <Radios
              name="into"
              label={t('proposals.merge.into')}
              choices={data.similar.map((each) => ({
                value: each.reference,
                label: plain(each.title, lang),
                hint: each.reference,
              }))}
            />
            <Button kind="quiet">{t('proposals.merge.button')}</Button>
          </Form>
        </Chapter>
      )}
      {data.triages && ['accepted', 'partly-accepted', 'already-planned'].includes(data.state) && (
        <Chapter id="outcome" title={t('proposals.outcome.title')} intro={t('proposals.outcome.desk-intro')}>
          <Form state={form} label={ts('proposals.outcome.title')}>
            <Hidden name="do" value="outcome" />
            <Select
              name="kind"
              label={t('proposals.outcome.kind')}
              choices={OUTCOME_KINDS.map((kind) => ({ value: kind, label: ts(`proposals.outcome.kinds.${kind}`) }))}
            />
            <TextInput
              name="target"
              label={t('proposals.outcome.target')}
              hint={t('proposals.outcome.target-hint')}
              maxlength={120}
              optional
            />
            <ReasonFields name="words" label={ts('proposals.outcome.words')} />
            <DateField name="on" label={t('proposals.outcome.on')} value={page.today} />
            <Button>{t('proposals.outcome.button')}</Button>
          </Form>
        </Chapter>
      )}
    </DeskDocument>
  );
}

/** Where an evaluator stands in what waits for them, and the ways on: they need not go back to the list each time. */
function QueueLinks({ queue: { references, at } }: { queue: Data['queue'] }) {
  const { t, ts, href } = usePage();
  const before = at > 0 ? references[at - 1] : undefined;
  const next = references[at + 1];
  if (references.length === 0) return null;
  return (
    <nav class="row" aria-label={ts('proposals.queue.title')}>
      <span>
        {at < 0
          ? t('proposals.queue.left', { n: references.length })
          : t('proposals.queue.at', { at: at + 1, n: references.length })}
      </span>
      {before && (
        <a rel="prev" href={href(`/desk/proposals/${before}`)}>
          {t('proposals.queue.previous')}
        </a>
      )}
      {next && (
        <a rel="next" href={href(`/desk/proposals/${next}`)}>
          {t('proposals.queue.next')}
        </a>
      )}
    </nav>
  );
}

function Evaluations({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { evaluations, asked } = data;
  if (evaluations.length === 0) return null;
  return (
    <Chapter id="evaluations" title={t('proposals.assess.title')} intro={t('proposals.assess.intro')}>
      <ul>
        {evaluations.map((each) => (
          <li>
            <bdi>{data.names.get(each.evaluatorId) ?? ''}</bdi> – {t(`proposals.assess.state.${each.state}`)}
            {each.state === 'done' && (
              <>
                {' · '}
                {CRITERIA.map(
                  (criterion) => `${ts(`proposals.criterion.${criterion}`)} ${each.scores[criterion]}`,
                ).join(' · ')}
                {each.opinion && <p dir="auto">{each.opinion}</p>}
              </>
            )}
          </li>
        ))}
      </ul>
      {asked && isUnanswered(data.state) && (
        <Form state={form} label={ts('proposals.assess.title')}>
          <Hidden name="do" value="assess" />
          <Checkbox
            name="conflict"
            label={ts('proposals.assess.conflict')}
            hint={ts('proposals.assess.conflict-hint')}
            checked={asked.state === 'conflict'}
          />
          {CRITERIA.map((criterion) => (
            <Select
              name={`scores.${criterion}`}
              label={t(`proposals.criterion.${criterion}`)}
              hint={t(`proposals.criterion-hint.${criterion}`)}
              empty={ts('proposals.write.choose')}
              value={asked.scores[criterion]?.toString()}
              choices={['0', '1', '2', '3', '4'].map((score) => ({
                value: score,
                label: `${score} – ${ts(`proposals.score.${score as '0'}`)}`,
              }))}
            />
          ))}
          <TextArea
            name="opinion"
            label={t('proposals.assess.opinion')}
            value={asked.opinion}
            optional
            maxlength={4_000}
          />
          <Button>{t('proposals.assess.button')}</Button>
        </Form>
      )}
    </Chapter>
  );
}
