import type { CaseKind } from '#platform/case-kind.ts';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { ownCases } from '../access.ts';
import { isOver, kindNamed } from '../case.ts';
import { type CaseFile, casesOf } from '../queries.ts';
import { stateText } from './case-view.tsx';

type Data = { caseFile: CaseFile; kind: CaseKind }[];

/** The cases that a person brought, with where each stands. */
export const ownCasesPage = definePage<unknown, Data>({
  name: 'cases.own-cases-page',
  path: '/me/cases',
  on: 'both',
  access: ownCases,
  load: async ({ db, offers, page: { actor } }) => {
    const cases = actor.kind === 'person' ? await casesOf(db, actor.id) : [];
    return cases.map((caseFile) => ({ caseFile, kind: kindNamed(offers.caseKinds, caseFile.kind) }));
  },
  view: ({ data }) => <OwnCases cases={data} />,
});

function OwnCases({ cases }: { cases: Data }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <Document
      title={ts('cases.own.title')}
      crumbs={[{ label: ts('accounts.account.me'), path: '/me' }]}
      canonical={null}
      noIndex
    >
      <PageHead title={t('cases.own.title')} lead={t('cases.own.lead')} />
      {cases.length === 0 ? (
        <Empty title={t('cases.own.none')}>
          <p>{t('cases.own.none-text')}</p>
        </Empty>
      ) : (
        <Items>
          {cases.map(({ caseFile, kind }) => (
            <Item
              level={2}
              title={{ text: caseFile.title }}
              path={`/me/cases/${caseFile.reference}`}
              tags={[
                {
                  tone: isOver(kind, caseFile.state) ? 'finished' : 'in-progress',
                  label: stateText(page, kind, caseFile.state),
                },
              ]}
              facts={[
                { label: ts('cases.field.kind'), value: t(kind.label), hideLabel: true },
                { label: ts('cases.field.reference'), value: <Code>{caseFile.reference}</Code>, hideLabel: true },
                ...(caseFile.dueOn === null
                  ? []
                  : [{ label: ts('cases.field.due'), value: <DateText date={caseFile.dueOn} /> }]),
              ]}
            />
          ))}
        </Items>
      )}
    </Document>
  );
}
