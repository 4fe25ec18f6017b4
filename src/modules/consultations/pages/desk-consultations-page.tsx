import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { manageConsultations } from '../access.ts';
import { type Consultation, consultationsOf, stagesToClose } from '../queries/consultations.ts';
import { statusOf } from './words.ts';

type Data = { institutionId: string; tabs: Tab[]; consultations: Consultation[]; toClose: number };

/** The consultations of a body on its desk: those it prepares too. */
export const deskConsultationsPage = definePage<unknown, Data>({
  name: 'consultations.desk-consultations-page',
  path: '/desk/consultations',
  on: 'tenant',
  access: manageConsultations,
  async load(request) {
    const institutionId = request.page.tenant?.id ?? '';
    return {
      institutionId,
      tabs: deskTabs(request),
      consultations: await consultationsOf(request.db, institutionId),
      toClose: await stagesToClose(request.db, institutionId, request.page.today),
    };
  },
  view: ({ data }) => <DeskConsultations data={data} />,
});

function DeskConsultations({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, format } = page;
  const of = (state: Consultation['state']) => data.consultations.filter((one) => one.state === state).length;
  return (
    <DeskDocument
      title={ts('consultations.desk.title')}
      lead={t('consultations.desk.lead')}
      tabs={data.tabs}
      row={<ButtonLink path="/desk/consultations/new">{t('consultations.desk.new')}</ButtonLink>}
    >
      {data.consultations.length === 0 ? (
        <Empty title={t('consultations.desk.none')} />
      ) : (
        <>
          <Figures
            level={2}
            figures={[
              { label: t('consultations.desk.open-n'), value: format.number(of('open')) },
              { label: t('consultations.desk.drafts-n'), value: format.number(of('draft')) },
              { label: t('consultations.desk.to-close-n'), value: format.number(data.toClose) },
            ]}
          />
          <Items>
            {data.consultations.map((one) => (
              <Item
                title={{ text: one.title }}
                level={2}
                path={`/desk/consultations/${one.reference}`}
                tags={[statusOf(page, one)]}
                facts={[
                  {
                    label: ts('consultations.field.reference'),
                    value: <Code>{one.reference}</Code>,
                    hideLabel: true,
                  },
                ]}
              />
            ))}
          </Items>
        </>
      )}
    </DeskDocument>
  );
}
