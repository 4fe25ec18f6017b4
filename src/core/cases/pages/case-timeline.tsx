import type { Attachment } from '#core/attachments/index.ts';
import { isCivilDate } from '#core/deadlines/index.ts';
import type { CaseKind } from '#platform/case-kind.ts';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { DateText, DateTimeText, Law, Ltr, Multilingual, Prose } from '#platform/html/text.tsx';
import { Timeline, type TimelineEntry } from '#platform/html/timeline.tsx';
import { OWN_EVENTS, type OwnEvent, remediesAfter } from '../case.ts';
import type { CaseEvent } from '../queries.ts';

type Props = {
  kind: CaseKind;
  events: readonly CaseEvent[];
  level?: 2 | 3 | 4;
  /** Where this reader opens a document. Absent on pages for everybody. */
  fileHref?: (file: Attachment) => string;
  /** Where officials take the words of an event away. */
  erasePath?: (event: CaseEvent) => string;
};

/** The log of a case for one reader: what happened, when, by whose side, with the remedies that stand below a decision. */
export function CaseTimeline({ kind, events, level = 3, fileHref, erasePath }: Props) {
  const page = usePage();
  const entries: TimelineEntry[] = events.map((event, index) => ({
    id: `event-${event.id}`,
    state: index === events.length - 1 ? 'now' : 'done',
    when: <DateTimeText instant={event.at} />,
    title: eventTitle(page, kind, event.verb),
    children: <EventBody kind={kind} event={event} fileHref={fileHref} erasePath={erasePath} />,
  }));
  return <Timeline entries={entries} level={level} />;
}

/** What an event is called: by its kind of case, or by what all cases have in common. */
export function eventTitle({ t }: Pick<PageContext, 't'>, kind: CaseKind, verb: string) {
  const own = (OWN_EVENTS as readonly string[]).includes(verb);
  const step = kind.steps[verb];
  return own ? t(`cases.events.${verb as OwnEvent}`) : step ? t(step) : verb;
}

function EventBody({ kind, event, fileHref, erasePath }: Omit<Props, 'events' | 'level'> & { event: CaseEvent }) {
  const { t, href } = usePage();
  const { words, readers, redactedAt, redactedWhy, files, fromOther } = event;
  const remedies = remediesAfter(kind, event.verb);
  return (
    <div class="flow">
      {readers !== 'public' && (
        <p>
          <StatusTag tone="plain" label={t(`cases.readers.${readers}`)} />
        </p>
      )}
      {fromOther && <p class="soft">{t('cases.timeline.from-other')}</p>}
      <EventFacts kind={kind} event={event} />
      {redactedAt ? (
        <p class="soft">{t('cases.timeline.erased', { reason: <Multilingual text={redactedWhy} as="bdi" /> })}</p>
      ) : (
        <Prose text={words} />
      )}
      {fileHref && files.length > 0 && (
        <ul>
          {files.map((file) => (
            <li>
              {file.state === 'shown' ? (
                <a href={fileHref(file)}>
                  <bdi>{file.name}</bdi>
                </a>
              ) : (
                t('cases.timeline.file-removed')
              )}
            </li>
          ))}
        </ul>
      )}
      {remedies.map(({ text, source }) => (
        <p class="measure">
          {t(text)}{' '}
          <Law>
            <Ltr>{source}</Ltr>
          </Law>
        </p>
      ))}
      {erasePath && !redactedAt && !fromOther && Object.keys(words).length > 0 && (
        <p>
          <a href={href(erasePath(event))}>{t('cases.erase.title')}</a>
        </p>
      )}
    </div>
  );
}

const OWN_FACTS = ['received', 'due', 'before', 'on'] as const;

function EventFacts({ kind, event: { facts } }: { kind: CaseKind; event: CaseEvent }) {
  const { t, lang } = usePage();
  const { ground, outcome, how, to } = facts;
  const grounds = ground === undefined ? undefined : kind.grounds[ground];
  const outcomes = outcome === undefined ? undefined : kind.outcomes[outcome];
  const rows = [
    outcomes && { label: t('cases.fact.outcome'), value: t(outcomes) },
    grounds && { label: t('cases.fact.ground'), value: t(grounds) },
    how !== undefined && { label: t('cases.fact.how'), value: t(`cases.delivery.${how as 'by-hand'}`) },
    to !== undefined && { label: t('cases.fact.to'), value: <bdi>{facts[`to.${lang}`] ?? facts['to.ar'] ?? to}</bdi> },
    ...OWN_FACTS.map((name) => name in facts && { label: t(`cases.fact.${name}`), value: factText(facts[name]) }),
    ...Object.entries(kind.facts).map(
      ([name, label]) => name in facts && { label: t(label), value: factText(facts[name]) },
    ),
  ].filter((row) => !!row);
  return rows.length > 0 ? <Summary rows={rows} /> : null;
}

function factText(value: string | number | undefined) {
  return typeof value === 'string' && isCivilDate(value) ? <DateText date={value} /> : <bdi>{value}</bdi>;
}
