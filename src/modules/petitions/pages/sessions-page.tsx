import { z } from 'zod';
import { addMonths, calendarChanges, isCivilDate, workingCalendar } from '#core/deadlines/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { CALENDAR_TYPE, calendar } from '#platform/feeds/calendar.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import type { Lang } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, defineResource, type PageRequest } from '#platform/page.ts';
import { readRequirements } from '../access.ts';
import { PETITION_LAWS, type PetitionLevel } from '../law.ts';
import { type AgendaItem, agendaChangedAt, agendaFrom } from '../queries/council.ts';
import { levelOf } from '../queries/councils.ts';
import { type Session, sessionsOf } from '../session.ts';
import { Cite } from './cite.tsx';
import { inItsLanguage } from './words.tsx';

type Data = { institutionId: string; level: PetitionLevel; sessions: Session[]; items: AgendaItem[] };

/** How far ahead and back the page looks, in months. */
const AHEAD = 12;
const BACK = 12;

/** The ordinary sessions of a council by the law's calendar, with the petitions on their agendas. */
export const sessionsPage = definePage<unknown, Data>({
  name: 'petitions.sessions-page',
  path: '/petitions/sessions',
  on: 'tenant',
  query: z.object({}),
  access: readRequirements,
  load: councilSessions,
  cache: () => ['petitions', 'deadlines'],
  view: ({ data }) => <Sessions {...data} />,
});

async function councilSessions({ db, page }: PageRequest): Promise<Data> {
  const body = page.tenant && (await institutionsById(db, [page.tenant.id])).get(page.tenant.id);
  const level = body && levelOf(body);
  if (!body || !level) throw new NotFound();
  const { today } = page;
  const year = Number(today.slice(0, 4));
  const days = await workingCalendar(db);
  const sessions = [year, year + 1]
    .flatMap((one) => sessionsOf(level, one, days))
    .filter(({ endsOn, opensOn }) => endsOn >= today && opensOn <= addMonths(today, AHEAD));
  return { institutionId: body.id, level, sessions, items: await agendaFrom(db, body.id, addMonths(today, -BACK)) };
}

const session = z.object({
  /** The day on which a session opens: that session alone, with its agenda. */
  session: z.string().refine(isCivilDate).optional().catch(undefined),
});

/** The same for calendars: the sessions with their agendas, and each petition on its day; or one session with what stands on its agenda. */
export const sessionsCalendar = defineResource({
  name: 'petitions.sessions-calendar',
  path: '/petitions/sessions.ics',
  on: 'tenant',
  query: session,
  load: async (request) => {
    const { page, db, query } = request;
    const { institutionId, ...all } = await councilSessions(request);
    const sessions = all.sessions.filter(({ opensOn }) => query.session === undefined || opensOn === query.session);
    if (sessions.length === 0) throw new NotFound();
    const items =
      query.session === undefined ? all.items : sessions.flatMap((session) => ofSession(session, all.items));
    const changed = await calendarChanges(db);
    const agenda = await agendaChangedAt(db, institutionId);
    const { ts, lang } = page;
    const url = page.absolute('/petitions/sessions');
    const name = ts('petitions.sessions.title', { body: plain(page.tenant?.name, lang) });
    // The working days and the agendas move a session; what nobody changed stays the same bytes.
    const movedOn = (year: number) => new Date(Math.max(changed(year).getTime(), agenda?.getTime() ?? 0));
    const events = [
      ...sessions.map((one) => ({
        uid: `session-${institutionId}-${one.opensOn.slice(0, 7)}@jamaa`,
        title: name,
        start: one.opensOn,
        end: one.endsOn,
        description: [
          ts('petitions.sessions.agenda-by', { date: page.format.date(one.agendaBy) }),
          ...ofSession(one, items).map((item) => agendaLine(item, lang)),
        ].join('\n'),
        url,
        updated: movedOn(Number(one.opensOn.slice(0, 4))),
      })),
      ...items.map(({ reference, title, sessionOn, scheduledAt, moved }) => ({
        uid: `petition-${reference}@jamaa`,
        title,
        start: sessionOn,
        url: page.absolute(`/petitions/${reference}`),
        updated: scheduledAt,
        revision: moved,
      })),
    ];
    return {
      type: CALENDAR_TYPE,
      tags: ['petitions', 'deadlines'],
      body: calendar({ name, lang, url: page.absolute('/petitions/sessions.ics'), events }),
    };
  },
});

function Sessions({ level, sessions, items }: Data) {
  const page = usePage();
  const { t, ts, href } = page;
  const { law, articles } = PETITION_LAWS[level];
  const title = ts('petitions.sessions.title', { body: plain(page.tenant?.name, page.lang) });
  const planned = new Set(sessions.flatMap((session) => ofSession(session, items)));
  return (
    <Document
      title={title}
      crumbs={[{ label: ts('petitions.page.petitions'), path: '/petitions' }]}
      canonical="/petitions/sessions"
    >
      <PageHead title={title} lead={t('petitions.sessions.lead')} />
      <p>
        <Cite law={law} articles={articles.sessions} />
      </p>
      {sessions.map((session) => (
        <Chapter
          id={`session-${session.opensOn}`}
          title={t(`petitions.sessions.opens-${session.precision}`, { date: <DateText date={session.opensOn} /> })}
          intro={t('petitions.sessions.agenda-by', { date: <DateText date={session.agendaBy} /> })}
        >
          {session.provisional && <p class="soft">{t('petitions.sessions.provisional')}</p>}
          <Agenda items={ofSession(session, items)} />
          {ofSession(session, items).length > 0 && (
            <p>
              <a href={href(`/petitions/sessions.ics?session=${session.opensOn}`)}>{t('petitions.sessions.one-ics')}</a>
            </p>
          )}
        </Chapter>
      ))}
      {items.length > planned.size && (
        <Chapter id="before" title={t('petitions.sessions.before')}>
          <Agenda items={items.filter((item) => !planned.has(item))} />
        </Chapter>
      )}
      <p class="law">
        {t('platform.list.download', {
          links: <a href={href('/petitions/sessions.ics')}>{t('petitions.sessions.ics')}</a>,
        })}
      </p>
    </Document>
  );
}

/** A point of the agenda in one line, as the council words it. */
function agendaLine({ item, words, title, reference }: AgendaItem, lang: Lang): string {
  return `${item === null ? '' : `${item}. `}${words ? plain(words, lang) : title} (${reference})`;
}

function ofSession({ opensOn, endsOn }: Session, items: readonly AgendaItem[]): AgendaItem[] {
  return items.filter(({ sessionOn }) => sessionOn >= opensOn && sessionOn <= endsOn);
}

function Agenda({ items }: { items: readonly AgendaItem[] }) {
  const { t, href } = usePage();
  if (items.length === 0) return <p class="soft">{t('petitions.sessions.none')}</p>;
  return (
    <ul>
      {items.map((item) => (
        <li>
          {item.item !== null && `${item.item}. `}
          <a href={href(`/petitions/${item.reference}`)}>
            <Multilingual text={item.words ?? inItsLanguage(item, item.title)} />
          </a>{' '}
          <span class="soft">
            <DateText date={item.sessionOn} />
            {item.outcome && ` · ${t(`petitions.outcome.${item.outcome}`)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
