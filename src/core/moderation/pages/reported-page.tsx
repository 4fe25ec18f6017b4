import { z } from 'zod';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { reportContribution as mayReport } from '../access.ts';
import { ANSWERED_WITHIN } from '../moderation.ts';
import { findThing } from '../things.ts';

const query = z.object({ on: z.string().max(200).catch(''), again: z.string().optional() });
type Query = z.infer<typeof query>;

/** After a report: what happens next. */
export const reportedPage = definePage<Query, { path: string | undefined }>({
  name: 'moderation.reported-page',
  path: '/moderation/reported',
  on: 'both',
  query,
  access: mayReport,
  load: async ({ db, query: { on }, offers }) => ({ path: (await findThing(db, offers, on))?.path }),
  view: ({ data, query: { again } }) => <Sent path={data.path} again={again !== undefined} />,
});

function Sent({ path, again }: { path: string | undefined; again: boolean }) {
  const { t, ts, href } = usePage();
  return (
    <Document title={ts('moderation.report.sent')} crumbs={[]} canonical={null} noIndex>
      <PageHead
        title={t('moderation.report.sent')}
        lead={
          again
            ? t('moderation.report.sent-again')
            : t('moderation.report.sent-text', { days: ANSWERED_WITHIN.reported })
        }
      />
      {path && (
        <p>
          <a href={href(path)}>{t('moderation.report.back')}</a>
        </p>
      )}
    </Document>
  );
}
