import { type CaseEvent, CaseTimeline, timelineOf } from '#core/cases/index.ts';
import { workingCalendar } from '#core/deadlines/index.ts';
import type { Db } from '#platform/db/database.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import type { TimelineEntry } from '#platform/html/timeline.tsx';
import { PETITION_LAWS } from '../law.ts';
import type { PetitionState } from '../petition.ts';
import { petitionCase } from '../petition-case.ts';
import { type Council, councilOf, fileOf, levelWhereItLies } from '../queries/council.ts';
import type { Petition } from '../queries/petitions.ts';
import { isSessionLate, sessionsOf } from '../session.ts';
import { Cite } from './cite.tsx';
import { type Bodies, councilsNamed, HandedOver } from './handed-over.tsx';

/** What the page of a petition shows of the council's work: its facts, the last day for a refusal, the public steps. */
export type PathCouncil = Council & {
  reference: string;
  bodies: Bodies;
  refusalDueOn: string | null;
  events: CaseEvent[];
  precision: 'day' | 'week';
};

/** Reads it; undefined before the file was given. */
export async function pathCouncil(db: Db, petition: Petition): Promise<PathCouncil | undefined> {
  const council = await councilOf(db, petition);
  const caseFile = await fileOf(db, council);
  if (!council || !caseFile) return undefined;
  const [session] = sessionsOf(
    levelWhereItLies(petition, council),
    Number(council.filedOn.slice(0, 4)),
    await workingCalendar(db),
  );
  return {
    ...council,
    reference: petition.reference,
    bodies: await councilsNamed(db, [council]),
    refusalDueOn: caseFile.dueOn,
    events: await timelineOf(db, caseFile, 'public'),
    precision: session?.precision ?? 'day',
  };
}

const AFTER_FILING: readonly PetitionState[] = ['filed', 'rejected', 'accepted', 'scheduled', 'answered', 'finished'];

/** The part of the way that is the council's: what happened, with its day; what comes, with the day or the article of the law. */
export function councilEntries(
  page: PageContext,
  petition: Petition,
  council: PathCouncil | undefined,
  months: readonly string[],
): TimelineEntry[] {
  const { t, format } = page;
  const { state } = petition;
  const level = levelWhereItLies(petition, council);
  const { law, articles, refusal } = PETITION_LAWS[level];
  const cite = (which: string) => <Cite law={law} articles={which} />;
  const given = AFTER_FILING.includes(state);
  const filed: TimelineEntry = {
    state: given ? 'done' : state === 'closed' ? 'now' : 'next',
    when: council ? <DateText date={council.filedOn} /> : t('petitions.path.when-complete'),
    title: t(given ? 'petitions.step.file' : 'petitions.path.filed'),
    children: (
      <p>
        {t('petitions.after.receipt')} {cite(articles.procedure)}
      </p>
    ),
  };
  const bureau: TimelineEntry = {
    state: !given ? 'next' : state === 'filed' ? 'now' : 'done',
    when: <BureauDay council={council} state={state} within={refusal.value} />,
    title: t(bureauTitle(state)),
    children: (
      <p>
        {t('petitions.after.bureau', { n: refusal.value })} {cite(articles.procedure)}
      </p>
    ),
  };
  if (state === 'rejected') return [filed, bureau];
  const session: TimelineEntry = {
    state: state === 'accepted' || state === 'scheduled' ? 'now' : council?.answeredOn ? 'done' : 'next',
    when: <SessionDay council={council} />,
    title: t('petitions.path.session'),
    children: (
      <p>
        {t('petitions.after.session', { months: format.list(months) })} {cite(articles.sessions)}
      </p>
    ),
  };
  if (!council?.answeredOn || !council.outcome) return [filed, bureau, session];
  const answer: TimelineEntry = {
    state: state === 'finished' ? 'done' : 'now',
    when: <DateText date={council.answeredOn} />,
    title: t('petitions.step.answer'),
    children: <p>{t(`petitions.outcome.${council.outcome}`)}</p>,
  };
  return [filed, bureau, session, answer];
}

function bureauTitle(state: PetitionState) {
  if (state === 'rejected') return 'petitions.step.reject';
  return state === 'filed' || !AFTER_FILING.includes(state) ? 'petitions.path.bureau' : 'petitions.step.accept';
}

function BureauDay({
  council,
  state,
  within,
}: {
  council: PathCouncil | undefined;
  state: PetitionState;
  within: number;
}) {
  const { t, today } = usePage();
  const decided = council?.acceptedOn ?? council?.rejectedOn;
  if (decided) return <DateText date={decided} />;
  if (!council?.refusalDueOn || state !== 'filed') return <>{t('petitions.path.within', { n: within })}</>;
  return (
    <>
      {t('petitions.council.refusal-until', { date: <DateText date={council.refusalDueOn} /> })}
      {council.refusalDueOn < today && <span class="lack"> {t('petitions.council.late')}</span>}
    </>
  );
}

function SessionDay({ council }: { council: PathCouncil | undefined }) {
  const { t, today } = usePage();
  if (!council?.sessionDueOn) return <>{t('petitions.path.next-session')}</>;
  const { sessionOn, sessionDueOn, precision } = council;
  return (
    <>
      {sessionOn ? (
        <DateText date={sessionOn} />
      ) : (
        t(`petitions.council.session-${precision}`, { date: <DateText date={sessionDueOn} /> })
      )}
      {isSessionLate(council, today) && (
        <span class="lack"> {t('petitions.council.session-late', { date: <DateText date={sessionDueOn} /> })}</span>
      )}
    </>
  );
}

/** Everything that the council did, step by step, with its words. */
export function CouncilChapter({ council }: { council: PathCouncil }) {
  const { t, href } = usePage();
  return (
    <Chapter id="council" title={t('petitions.council.steps')}>
      <HandedOver petition={council} bodies={council.bodies} />
      {council.committee && (
        <p>
          {t('petitions.council.committee')} <Multilingual text={council.committee} />
        </p>
      )}
      <CaseTimeline kind={petitionCase} events={council.events} />
      <p>
        <a href={href('/petitions/sessions')}>{t('petitions.sessions.link')}</a>
        {' · '}
        <a href={href(`/cases/${council.reference}/case.zip`)}>{t('cases.zip.public')}</a>
      </p>
    </Chapter>
  );
}
