import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { writeText } from '../access.ts';
import { deskPath } from '../draft-text.ts';
import { type DraftText, deskDraftTexts } from '../queries/draft-texts.ts';
import { statusOf } from './words.tsx';

type Data = { texts: DraftText[]; tabs: Tab[] };

/** The draft texts of a body as those who prepare and answer see them. */
export const deskDraftTextsPage = definePage<unknown, Data>({
  name: 'draft-texts.desk-draft-texts-page',
  path: '/desk/draft-texts',
  on: 'tenant',
  access: writeText as never,
  load: async (request) => ({
    texts: await deskDraftTexts(request.db, request.page.tenant ? [request.page.tenant.id] : [], 200),
    tabs: deskTabs(request),
  }),
  view: ({ data }) => <DeskTexts {...data} />,
});

function DeskTexts({ texts, tabs }: Data) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('draft-texts.page.texts')}
      tabs={tabs}
      row={<ButtonLink path="/desk/draft-texts/new">{t('draft-texts.desk.new')}</ButtonLink>}
    >
      {texts.length === 0 ? (
        <Empty title={t('draft-texts.page.none')}>
          <p>{t('draft-texts.desk.none-text')}</p>
        </Empty>
      ) : (
        <Items>
          {texts.map((text) => (
            <Item
              title={{ text: text.title }}
              path={deskPath(text.reference)}
              level={2}
              tags={[statusOf(page, text)]}
              facts={[
                { label: ts('draft-texts.field.reference'), value: <Code>{text.reference}</Code>, hideLabel: true },
                ...(text.closesOn
                  ? [{ label: ts('draft-texts.field.closes-on'), value: <DateText date={text.closesOn} /> }]
                  : []),
                {
                  label: ts('draft-texts.field.unanswered'),
                  value: t('draft-texts.desk.unanswered-n', { n: text.unanswered }),
                  hideLabel: true,
                },
              ]}
            />
          ))}
        </Items>
      )}
    </DeskDocument>
  );
}
