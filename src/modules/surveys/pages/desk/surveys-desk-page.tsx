import { z } from 'zod';
import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import type { Slice, Total } from '#platform/db/paging.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, seeSurveysDesk } from '../../access.ts';
import { listSurveys, type Survey } from '../../queries/surveys.ts';
import { SurveyItems } from '../survey-items.tsx';
import { deskPath } from './survey-on-desk.ts';

const query = z.object({ after: z.string().max(2_000).optional() });
type Data = Slice<Survey> & Total & { tabs: Tab[]; institutionId: string; writes: boolean };

/** The surveys of a body, drafts too. */
export const surveysDeskPage = definePage<z.infer<typeof query>, Data>({
  name: 'surveys.surveys-desk-page',
  path: '/desk/surveys',
  on: 'tenant',
  query,
  access: seeSurveysDesk,
  load: async (request) => {
    const institutionId = request.page.tenant?.id ?? '';
    const writes = holdsPower(request.page.actor, MANAGE, institutionId);
    const listed = await listSurveys(
      request.db,
      { institutionId, drafts: writes },
      { limit: 50, after: request.query.after },
    );
    return { ...listed, tabs: deskTabs(request), institutionId, writes };
  },
  view: ({ data }) => <SurveysDesk {...data} />,
});

function SurveysDesk({ items, next, tabs, writes }: Data) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('surveys.page.surveys')}
      lead={t('surveys.desk.lead')}
      tabs={tabs}
      row={writes && <ButtonLink path="/desk/surveys/new">{t('surveys.desk.new')}</ButtonLink>}
    >
      {items.length === 0 ? (
        <Empty title={t('surveys.desk.none')}>
          <p>{t('surveys.desk.none-text')}</p>
        </Empty>
      ) : (
        <SurveyItems
          surveys={items}
          path={({ reference }) => (writes ? deskPath(reference) : `${deskPath(reference)}/papers`)}
        />
      )}
      <Pagination next={next} />
    </DeskDocument>
  );
}
