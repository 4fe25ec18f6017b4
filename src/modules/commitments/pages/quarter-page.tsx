import { z } from 'zod';
import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { SubjectNote } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { type Quarter, quarterDays, quarterOf, quartersBetween } from '../quarter.ts';
import { planScope, type ScopedPlan } from '../queries/matrix-scope.ts';
import { firstQuarter, type QuarterChanges, quarterChanges } from '../queries/quarters.ts';
import { Changes } from './changes.tsx';
import { NoteItems, notesOn } from './subject-notes.tsx';

const query = z.object({ of: z.string().max(10).optional() });
type Query = z.infer<typeof query>;
type Data = { plan: ScopedPlan; changes: QuarterChanges; quarters: Quarter[]; notes: SubjectNote[] };

/** What changed in a plan this quarter, or in an earlier one. */
export const quarterPage = definePage<Query, Data>({
  name: 'commitments.quarter-page',
  path: '/action-plans/:reference/quarter',
  on: 'both',
  query,
  access: anyone,
  async load({ db, page, params, query: { of }, offers }) {
    const { today } = page;
    const plan = await planScope(db, params.reference ?? '', page.tenant?.id);
    if (!plan) throw new NotFound();
    const changes = await quarterChanges(db, plan, of ?? quarterOf(today), today);
    if (!changes || changes.start > today) throw new NotFound();
    const first = (await firstQuarter(db, plan)) ?? quarterOf(today);
    const notes = await notesOn({ db, offers }, plan.institutionId, [{ kind: 'action-plan', id: plan.reference }]);
    return {
      plan,
      changes,
      quarters: quartersBetween(quarterDays(first)?.start ?? today, today),
      notes: notes.filter((note) => note.on >= changes.start && note.on <= changes.end),
    };
  },
  cache: ({ plan }) => ['commitments', `plan:${plan.reference}`],
  view: ({ data }) => <QuarterOfPlan {...data} />,
});

/** `Third quarter 2026` in the language of the page. */
export function quarterLabel({ ts }: Pick<PageContext, 'ts'>, quarter: Quarter): string {
  const [year = '', number = ''] = quarter.split('-Q');
  return ts('commitments.quarter.name', { n: number, year });
}

function QuarterOfPlan({ plan, changes, quarters, notes }: Data) {
  const page = usePage();
  const { t, ts, lang, format, today } = page;
  const path = `/action-plans/${plan.reference}`;
  const isNow = changes.quarter === quarterOf(today);
  const title = isNow
    ? ts('commitments.quarter.now')
    : ts('commitments.quarter.then', { quarter: quarterLabel(page, changes.quarter) });
  return (
    <Document
      title={`${title} – ${plain(plan.title, lang)}`}
      crumbs={[
        { label: ts('commitments.page.plans'), path: '/action-plans' },
        { label: plain(plan.title, lang), path },
      ]}
      canonical={isNow ? `${path}/quarter` : `${path}/quarter?of=${changes.quarter}`}
      feeds={[{ title: ts('commitments.page.feed'), path: `${path}/feed.atom`, type: 'application/atom+xml' }]}
    >
      <PageHead
        kicker={<Multilingual text={plan.title} />}
        title={title}
        lead={<DateRange start={changes.start} end={changes.end} />}
      />
      <Form method="get" label={ts('commitments.quarter.choose')}>
        <Select
          name="of"
          label={t('commitments.quarter.choose')}
          value={changes.quarter}
          choices={quarters.map((value) => ({ value, label: quarterLabel(page, value) }))}
        />
        <Button kind="quiet">{t('commitments.quarter.show')}</Button>
      </Form>
      <Chapter id="figures" title={t('commitments.quarter.figures')}>
        <Figures
          figures={(['finished', 'reported', 'moved', 'missed'] as const).map((name) => ({
            label: t(`commitments.quarter.${name}`),
            value: format.number(changes[name]),
          }))}
        />
      </Chapter>
      <Chapter id="changes" title={t('commitments.quarter.changes')}>
        {changes.events.length === 0 ? (
          <Empty title={t('commitments.quarter.nothing')} />
        ) : (
          <Changes events={changes.events} />
        )}
      </Chapter>
      {notes.length > 0 && (
        <Chapter id="notes" title={t('commitments.quarter.notes')}>
          <NoteItems notes={notes} />
        </Chapter>
      )}
    </Document>
  );
}
