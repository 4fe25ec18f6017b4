import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { Timeline, type TimelineEntry } from '#platform/html/timeline.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import type { SubjectNote } from '#platform/module.ts';
import type { CommitmentDetail, MilestoneView, TimelineEvent } from '../queries/shapes.ts';
import { NoteWords } from './subject-notes.tsx';
import { statusLabel } from './words.tsx';

/** What happened, what is expected now, and what comes next, each with its date. */
export function TimelineChapter({
  commitment,
  events,
  notes,
}: {
  commitment: CommitmentDetail;
  events: readonly TimelineEvent[];
  /** What committees, reviews and assessments say of it. */
  notes: readonly SubjectNote[];
}) {
  const page = usePage();
  const entries: TimelineEntry[] = [
    ...begun(page, commitment),
    ...inOrder([
      ...events.map((event) => ({ on: event.on, entry: happened(page, event) })),
      ...notes.map((note) => ({ on: note.on, entry: noted(page, note) })),
    ]),
    now(page, commitment),
    ...coming(page, commitment),
  ];
  return (
    <Chapter id="timeline" title={page.t('commitments.page.timeline')}>
      <Timeline entries={entries} />
    </Chapter>
  );
}

/** By their dates; what happened on one day stays in the order it is told. */
function inOrder(dated: readonly { on: string; entry: TimelineEntry }[]): TimelineEntry[] {
  return [...dated].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)).map(({ entry }) => entry);
}

/** What somebody else said of it. */
function noted({ t }: PageContext, note: SubjectNote): TimelineEntry {
  return {
    state: 'done',
    id: `note-${note.id}`,
    when: <DateText date={note.on} />,
    title: (
      <>
        {t(note.label)}
        {note.by && (
          <>
            {' – '}
            <Multilingual text={note.by} />
          </>
        )}
      </>
    ),
    children: <NoteWords note={note} />,
  };
}

/** When the commitment began, as the plan says. */
function begun({ t, today }: PageContext, { period }: CommitmentDetail): TimelineEntry[] {
  if (!period.start || period.start > today) return [];
  return [
    {
      state: 'done',
      when: <DateText date={period.start} precision={period.precision ?? 'day'} />,
      title: t('commitments.page.begun'),
    },
  ];
}

/** One event of the public timeline. */
function happened(page: PageContext, event: TimelineEvent): TimelineEntry {
  return {
    state: 'done',
    id: `event-${event.id}`,
    when: <DateText date={event.on} />,
    title: eventTitle(page, event),
    children: (
      <>
        {event.milestone && (
          <p>
            {event.milestone.number}. <Multilingual text={event.milestone.title} />
          </p>
        )}
        {event.data.note && <Multilingual as="p" text={event.data.note} />}
      </>
    ),
  };
}

/** What an event says in one line. */
export function eventTitle(page: Pick<PageContext, 'ts' | 'maybe' | 'format'>, event: TimelineEvent): string {
  const status = event.data.statusTo ? statusLabel(page, event.data.statusTo) : '';
  const fields = (event.data.fields ?? []).map((field) => page.maybe(`commitments.field.${field}`) ?? field);
  return page.ts(`commitments.event.${event.kind}` as MessageKey, { status, fields: page.format.list(fields) });
}

/** What is expected today: what is late, or what runs without a report. */
function now({ t, today }: PageContext, { milestones, responsible }: CommitmentDetail): TimelineEntry {
  const late = milestones.filter((milestone) => milestone.timeliness === 'late').length;
  const silent = milestones.filter(
    (milestone) => milestone.status === 'not-reported' && milestone.start !== null && milestone.start <= today,
  ).length;
  const who = responsible.map((body) => body.institution?.name ?? body.name);
  const title =
    late > 0
      ? t('commitments.page.now-late', { n: late })
      : silent > 0
        ? t('commitments.page.now-silent', { n: silent })
        : t('commitments.page.now');
  return {
    state: 'now',
    when: <DateText date={today} />,
    title,
    children: (late > 0 || silent > 0) && (
      <p>
        {t('commitments.page.expected-from')}{' '}
        {who.map((name, index) => (
          <>
            {index > 0 && ' · '}
            <Multilingual text={name} />
          </>
        ))}
      </p>
    ),
  };
}

/** The ends that are still to come, one entry for each date. */
function coming({ t }: PageContext, { milestones, timeliness }: CommitmentDetail): TimelineEntry[] {
  if (timeliness === 'ended') return [];
  const open = milestones.filter(
    (milestone) =>
      milestone.end !== null && (milestone.timeliness === 'on-time' || milestone.timeliness === 'due-soon'),
  );
  const dates = [...new Set(open.map((milestone) => milestone.end as string))].sort();
  return dates.map((date) => {
    const ending: MilestoneView[] = open.filter((milestone) => milestone.end === date);
    return {
      state: 'next',
      when: <DateText date={date} precision={ending[0]?.precision ?? 'day'} />,
      title: t('commitments.page.ends', { n: ending.length }),
      children: (
        <ul>
          {ending.map((milestone) => (
            <li>
              {milestone.number}. <Multilingual text={milestone.title} />
            </li>
          ))}
        </ul>
      ),
    };
  });
}
