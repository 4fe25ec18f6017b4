import { anyone } from '../access.ts';
import { Chapter } from '../html/chapter.tsx';
import { usePage } from '../html/context.tsx';
import { Details } from '../html/details.tsx';
import { Document } from '../html/layout.tsx';
import { PageHead } from '../html/page-head.tsx';
import { Table } from '../html/table.tsx';
import { Code } from '../html/text.tsx';
import { definePage, type Page } from '../page.ts';
import { API_BASE } from './api-router.ts';

type Parameter = {
  name: string;
  in: string;
  required?: boolean;
  description?: string;
  schema?: { type?: string; enum?: string[] };
};
type Operation = {
  security?: readonly object[];
  operationId: string;
  summary: string;
  description?: string;
  tags?: string[];
  parameters?: Parameter[];
};
type OpenApi = { paths?: Record<string, Record<string, Operation>> };
type Entry = { method: string; path: string; operation: Operation };

/** The API for people: every address with what it takes, made from the OpenAPI document itself. The technical names stay in English. */
export function apiDocumentationPage(document: () => object): Page {
  return definePage<unknown, Map<string, Entry[]>>({
    name: 'platform.api-documentation-page',
    path: '/api',
    on: 'portal',
    access: anyone,
    load: async () => byTag(document() as OpenApi),
    cache: () => ['openapi'],
    view: ({ data }) => <ApiDocumentation entries={data} />,
  });
}

function byTag(document: OpenApi): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const [path, methods] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? '';
      groups.set(tag, [...(groups.get(tag) ?? []), { method: method.toUpperCase(), path, operation }]);
    }
  }
  return groups;
}

function ApiDocumentation({ entries }: { entries: Map<string, Entry[]> }) {
  const { t, ts } = usePage();
  return (
    <Document title={ts('platform.api.title')} crumbs={[]}>
      <PageHead title={t('platform.api.title')} lead={t('platform.api.lead')} />
      <Chapter id="rules" title={t('platform.api.rules')}>
        <ul>
          <li>{t('platform.api.lists')}</li>
          <li>{t('platform.api.csv')}</li>
          <li>{t('platform.api.texts')}</li>
          <li>{t('platform.api.errors')}</li>
          <li>
            <a href={`${API_BASE}/openapi.json`}>{t('platform.api.document')}</a>
          </li>
        </ul>
      </Chapter>
      {[...entries].map(([tag, operations]) => (
        <Chapter id={`api-${tag}`} title={<Code>{tag}</Code>}>
          {operations.map((entry) => (
            <Details
              summary={
                <Code>
                  {entry.method} {entry.path}
                </Code>
              }
            >
              <OperationText entry={entry} />
            </Details>
          ))}
        </Chapter>
      ))}
    </Document>
  );
}

function OperationText({ entry: { operation, path, method } }: { entry: Entry }) {
  const { ts, t } = usePage();
  const parameters = operation.parameters ?? [];
  return (
    <>
      <p lang="en" dir="ltr">
        {operation.summary}
        {operation.description ? ` ${operation.description}` : ''}
      </p>
      {method === 'GET' && !path.includes('{') && !operation.security && (
        <p>
          <a href={path}>{t('platform.api.try')}</a>
        </p>
      )}
      {parameters.length > 0 && (
        <Table
          caption={ts('platform.api.parameters')}
          rows={parameters}
          columns={[
            {
              key: 'name',
              label: ts('platform.api.parameter'),
              head: true,
              cell: (parameter) => <Code>{parameter.name}</Code>,
            },
            {
              key: 'values',
              label: ts('platform.api.values'),
              wide: true,
              cell: ({ schema, description }) => (
                <span lang="en" dir="ltr">
                  {[description, schema?.enum?.join(', ') ?? schema?.type].filter(Boolean).join(' ')}
                </span>
              ),
            },
          ]}
        />
      )}
    </>
  );
}
