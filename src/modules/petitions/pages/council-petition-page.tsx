import { type CaseEvent, CaseTimeline, timelineOf } from '#core/cases/index.ts';
import { workingCalendar } from '#core/deadlines/index.ts';
import { DeskDocument, dateOf, deskTabs, type Institution, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { examinePetition, judgeSignatures } from '../access.ts';
import { acceptPetition } from '../actions/accept-petition.ts';
import { answerPetition } from '../actions/answer-petition.ts';
import { filePetition } from '../actions/file-petition.ts';
import { finishPetition } from '../actions/finish-petition.ts';
import { recordChecks } from '../actions/record-checks.ts';
import { referPetition } from '../actions/refer-petition.ts';
import { reopenPetition } from '../actions/reopen-petition.ts';
import { reportFollowUp } from '../actions/report-follow-up.ts';
import { schedulePetition } from '../actions/schedule-petition.ts';
import { transferPetition } from '../actions/transfer-petition.ts';
import { type Check, CONDITIONS } from '../council.ts';
import { after } from '../petition.ts';
import { petitionCase } from '../petition-case.ts';
import { type Council, checksOf, councilOf, fileOf, levelWhereItLies } from '../queries/council.ts';
import { otherCouncils } from '../queries/councils.ts';
import type { Petition } from '../queries/petitions.ts';
import { isSessionLate, type Session, sessionAfter } from '../session.ts';
import { findPetition } from '../target.ts';
import { type AskedThere, AskedThereNote, askedWhereItLies } from './asked-where-it-lies.tsx';
import { CheckList } from './check-list.tsx';
import { AnswerForm, CounterForm, ReferForm, ScheduleForm, TransferForm, WordsForm } from './council-forms.tsx';
import { one } from './form-values.ts';
import { statusOf } from './words.tsx';

export type CouncilData = Petition & {
  council: Council | undefined;
  dueOn: string | null;
  checks: Check[];
  events: CaseEvent[];
  next: Session;
  /** The councils to which it may be handed over. */
  others: Institution[];
  /** What the law asks where it lies, after it was handed over. */
  there: AskedThere | undefined;
  /** Whether who looks may also check its signatures. */
  judges: boolean;
  tabs: Tab[];
};

type At = { params: Record<string, string> };
const back = (_result: unknown, { params }: At) => withDone(`/desk/petitions/${params.reference}/council`);
const wordsOf = (values: FormState['values'], { params }: At, name: string) => ({
  petition: params.reference,
  [name]: { ar: one(values, `${name}.ar`) ?? '', fr: one(values, `${name}.fr`) ?? '' },
});

/** What the president's office and the bureau do with a petition: the file, the conditions, the session, the answer, what follows. */
export const councilPetitionPage = definePage<unknown, CouncilData>({
  name: 'petitions.council-petition-page',
  path: '/desk/petitions/:reference/council',
  on: 'tenant',
  access: examinePetition,
  load: async (request) => {
    const { db, page, params } = request;
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    const council = petition && (await councilOf(db, petition));
    if (!petition || (!council && petition.state !== 'closed')) throw new NotFound();
    const caseFile = await fileOf(db, council);
    const level = levelWhereItLies(petition, council);
    return {
      ...petition,
      level,
      council,
      others: petition.state === 'filed' ? await otherCouncils(db, caseFile) : [],
      dueOn: caseFile?.dueOn ?? null,
      checks: await checksOf(db, petition),
      events: caseFile ? await timelineOf(db, caseFile, 'officials') : [],
      next: sessionAfter(level, page.today, await workingCalendar(db)),
      there: await askedWhereItLies(db, petition),
      judges: petition.openedOn !== null && judgeSignatures.allows(page.actor, petition, page),
      tabs: deskTabs(request),
    };
  },
  view: ({ data, form }) => <CouncilPetition data={data} form={form} />,
  submits: {
    file: {
      action: filePetition,
      input: (values, { params }) => ({
        petition: params.reference,
        receivedOn: dateOf(values, 'receivedOn'),
      }),
      done: back,
    },
    check: {
      action: recordChecks,
      input: (values, { params }) => ({
        petition: params.reference,
        checks: CONDITIONS.flatMap((condition) => {
          const met = one(values, `met.${condition}`);
          const evidence = one(values, `evidence.${condition}`) ?? '';
          return met === undefined ? [] : [{ condition, met: met === 'yes', evidence }];
        }),
      }),
      done: back,
    },
    accept: { action: acceptPetition, input: (_values, { params }) => ({ petition: params.reference }), done: back },
    refer: {
      action: referPetition,
      input: (values, { params }) => ({ petition: params.reference, committee: textOf(values, 'committee') }),
      done: back,
    },
    schedule: {
      action: schedulePetition,
      input: (values, { params }) => ({
        petition: params.reference,
        sessionOn: dateOf(values, 'sessionOn'),
        item: one(values, 'item'),
        words: textOf(values, 'words'),
      }),
      done: back,
    },
    answer: {
      action: answerPetition,
      input: (values, request) => ({
        ...wordsOf(values, request, 'reasons'),
        outcome: one(values, 'outcome'),
        on: dateOf(values, 'on'),
        deliberation: one(values, 'deliberation'),
        votes: Object.fromEntries(
          ['for', 'against', 'abstained'].map((name) => [name, one(values, `votes.${name}`) || undefined]),
        ),
      }),
      done: back,
    },
    report: { action: reportFollowUp, input: (values, request) => wordsOf(values, request, 'words'), done: back },
    finish: { action: finishPetition, input: (values, request) => wordsOf(values, request, 'words'), done: back },
    transfer: {
      action: transferPetition,
      input: (values, request) => ({ ...wordsOf(values, request, 'reason'), to: one(values, 'to') ?? '' }),
      done: () => withDone('/desk/petitions'),
    },
    reopen: { action: reopenPetition, input: (values, request) => wordsOf(values, request, 'reasons'), done: back },
  },
});

function CouncilPetition({ data, form }: { data: CouncilData; form: FormState }) {
  const page = usePage();
  const { t, ts, href, today } = page;
  const { council, events, dueOn, state, reference } = data;
  const can = (verb: string) => after(state, verb, 'council') !== undefined;
  return (
    <DeskDocument
      title={data.title}
      tabs={data.tabs}
      crumbs={[{ label: ts('petitions.desk.council'), path: '/desk/petitions' }]}
      row={<StatusTag {...statusOf(page, data)} />}
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('petitions.field.reference'), value: <Code>{reference}</Code> },
          { label: t('petitions.field.representative'), value: <bdi>{data.representativeName}</bdi> },
          data.required !== null && {
            label: t('petitions.page.signatures'),
            value: (
              <>
                {t('petitions.file.signatures', { n: data.signatures, required: data.required })}
                {data.there && <AskedThereNote there={data.there} />}
              </>
            ),
          },
          council && {
            label: t('petitions.council.petitioner'),
            value: t(`petitions.petitioner.${council.petitioner}`),
          },
          council && { label: t('petitions.council.filed'), value: <DateText date={council.filedOn} /> },
          dueOn !== null && {
            label: t('petitions.council.refusal-due'),
            value: (
              <>
                <DateText date={dueOn} />
                {dueOn < today && <span class="lack"> {t('petitions.council.late')}</span>}
              </>
            ),
          },
          !!council?.sessionDueOn && {
            label: t('petitions.council.session-due'),
            value: (
              <>
                <DateText date={council.sessionDueOn} />
                {isSessionLate(council, today) && <span class="lack"> {t('petitions.council.late')}</span>}
              </>
            ),
          },
          !!council?.sessionOn && { label: t('petitions.fact.session'), value: <DateText date={council.sessionOn} /> },
          council?.committee && {
            label: t('petitions.council.committee'),
            value: <Multilingual text={council.committee} />,
          },
        ]}
      />
      <p>
        <a href={href(`/petitions/${reference}`)}>{t('petitions.sign.back')}</a>
        {council && (
          <>
            {' · '}
            <a href={href(`/desk/cases/${reference}`)}>{t('petitions.council.case')}</a>
          </>
        )}
        {data.judges && (
          <>
            {' · '}
            <a href={href(`/desk/signatures/${reference}`)}>{t('petitions.checks.title')}</a>
          </>
        )}
      </p>
      {can('file') && <CounterForm form={form} />}
      {council && state === 'filed' && <CheckList data={{ ...data, council }} form={form} />}
      {data.others.length > 0 && <TransferForm form={form} councils={data.others} />}
      {can('refer') && <ReferForm form={form} committee={council?.committee ?? null} />}
      {can('schedule') && <ScheduleForm data={data} form={form} />}
      {can('answer') && <AnswerForm form={form} />}
      {can('report') && <WordsForm verb="report" name="words" form={form} />}
      {can('finish') && <WordsForm verb="finish" name="words" form={form} />}
      {can('reopen') && <WordsForm verb="reopen" name="reasons" form={form} />}
      {events.length > 0 && (
        <Chapter id="timeline" title={t('petitions.council.steps')}>
          <CaseTimeline kind={petitionCase} events={events} />
        </Chapter>
      )}
    </DeskDocument>
  );
}
