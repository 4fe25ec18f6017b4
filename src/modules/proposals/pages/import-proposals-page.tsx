import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { InvalidInput } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { recordProposals } from '../access.ts';
import { importProposals } from '../actions/import-proposals.ts';
import { COLUMNS, CONTRIBUTIONS_SHEET, MOST_ROWS } from '../file/contributions.ts';
import { ASSISTED_CHANNELS } from '../proposal.ts';
import { addressedCall, type CallScene, sceneOf } from './loading.ts';

type Data = CallScene & { institutionId: string; tabs: Tab[] };

/** Takes in contributions that were collected elsewhere and written into a spreadsheet. */
export const importProposalsPage = definePage<unknown, Data>({
  name: 'proposals.import-proposals-page',
  path: '/desk/proposals/calls/:call/import',
  on: 'tenant',
  access: recordProposals,
  async load(request) {
    const call = await addressedCall(request);
    const scene = await sceneOf(request.db, call);
    return { ...scene, institutionId: call.institutionId, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <ImportProposals data={data} form={form} />,
  submit: {
    action: importProposals,
    async input(_values, { params, page }, files) {
      // A file is only looked into for whoever may send one.
      checkAccess(recordProposals, page.actor, { institutionId: page.tenant?.id ?? '' }, page);
      const file = files.find((one) => one.field === 'file');
      if (!file) throw new InvalidInput([{ pointer: '/file', key: 'platform.errors.missing' }]);
      return {
        call: params.call,
        sheet: await readSheet(file.bytes, { sheet: CONTRIBUTIONS_SHEET, pointer: '/file' }),
      };
    },
    done: ({ imported }: { imported: number }, { params }) =>
      `/desk/proposals/calls/${params.call}/import?imported=${imported}`,
  },
});

function ImportProposals({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, lang, href, query } = usePage();
  const { call } = data;
  const path = `/desk/proposals/calls/${call.id}`;
  const imported = Number.parseInt(query.get('imported') ?? '', 10);
  return (
    <DeskDocument
      title={ts('proposals.import.title')}
      lead={t('proposals.import.lead')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('proposals.desk.title'), path: '/desk/proposals' },
        { label: plain(call.title, lang), path: `/proposals?call=${call.id}` },
      ]}
    >
      {imported > 0 && form.faults.length === 0 && (
        <Banner kind="good" live>
          <p>{t('proposals.import.done', { n: imported })}</p>
        </Banner>
      )}
      <ErrorSummary state={form} />
      <p>
        <a href={href(`${path}/contributions.xlsx`)}>{t('proposals.import.template')}</a>
      </p>
      <Summary
        rows={COLUMNS.map((column) => ({
          label: <code dir="ltr">{column}</code>,
          value: (
            <>
              {t(`proposals.import.columns.${column}`)}
              {column === 'theme' && call.themes.length > 0 && (
                <ul>
                  {call.themes.map(({ key, name }) => (
                    <li>
                      <code dir="ltr">{key}</code> – <bdi>{plain(name, lang)}</bdi>
                    </li>
                  ))}
                </ul>
              )}
              {column === 'channel' && (
                <ul>
                  {ASSISTED_CHANNELS.map((channel) => (
                    <li>
                      <code dir="ltr">{channel}</code> – {t(`proposals.channel.${channel}`)}
                    </li>
                  ))}
                </ul>
              )}
            </>
          ),
        }))}
      />
      <Form state={form} files label={ts('proposals.import.title')}>
        <FileField
          name="file"
          label={t('proposals.import.file')}
          hint={t('proposals.import.file-hint', { most: MOST_ROWS })}
          error={form.faults.length > 0 ? ts('proposals.import.refused', { n: form.faults.length }) : undefined}
          accept={`${XLSX_TYPE},.xlsx,text/csv,.csv`}
        />
        <Button>{t('proposals.import.button')}</Button>
      </Form>
    </DeskDocument>
  );
}
