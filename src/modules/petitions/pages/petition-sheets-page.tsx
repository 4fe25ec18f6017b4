import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { issueSheets as mayIssue } from '../access.ts';
import { issueSheets } from '../actions/issue-sheets.ts';
import type { Petition } from '../queries/petitions.ts';
import { type Sheet, sheetsOf } from '../queries/sheets.ts';
import { SHEET_LINES, SHEETS_AT_ONCE } from '../sheet.ts';
import { findPetition } from '../target.ts';
import { one } from './form-values.ts';

const query = z.object({
  from: z.coerce.number().int().min(1).catch(0),
  to: z.coerce.number().int().min(1).catch(0),
});
type Query = z.infer<typeof query>;
type Data = Petition & { sheets: Sheet[] };

/** Paper sheets: numbers are given, and the sheets printed, for whoever collects signatures away from any screen. */
export const petitionSheetsPage = definePage<Query, Data>({
  name: 'petitions.petition-sheets-page',
  path: '/petitions/:reference/sheets',
  on: 'both',
  query,
  access: mayIssue,
  load: async ({ db, page, params }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || petition.openedOn === null) throw new NotFound();
    return { ...petition, sheets: await sheetsOf(db, petition) };
  },
  view: ({ data, form, query: asked }) => <Sheets petition={data} form={form} asked={asked} />,
  submit: {
    action: issueSheets,
    input: (values, { params }) => ({ petition: params.reference, sheets: one(values, 'sheets') }),
    done: ({ from, to, reference }: { from: number; to: number; reference: string }) =>
      `/petitions/${reference}/sheets?from=${from}&to=${to}`,
  },
});

function Sheets({ petition, form, asked }: { petition: Data; form: FormState; asked: Query }) {
  const { t, ts } = usePage();
  const { reference, sheets } = petition;
  const file = (from: number, to: number) => `/petitions/${reference}/sheets.pdf?from=${from}&to=${to}`;
  const unused = sheets.filter(({ state }) => state === 'issued').map(({ number }) => number);
  return (
    <Document
      title={ts('petitions.sheets.title')}
      crumbs={[
        { label: ts('petitions.page.petitions'), path: '/petitions' },
        { label: reference, path: `/petitions/${reference}` },
      ]}
      crumb={ts('petitions.sheets.title')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        kicker={<bdi>{petition.title}</bdi>}
        title={t('petitions.sheets.title')}
        lead={t('petitions.sheets.lead', { lines: SHEET_LINES })}
      />
      {asked.from > 0 && asked.to >= asked.from && (
        <Banner kind="good" live title={t('petitions.sheets.issued', { from: asked.from, to: asked.to })}>
          <p>
            <ButtonLink path={file(asked.from, asked.to)}>{t('petitions.sheets.download')}</ButtonLink>
          </p>
        </Banner>
      )}
      <Chapter id="how" title={t('petitions.sheets.how')}>
        <div class="flow measure">
          <ol>
            <li>{t('petitions.sheets.how-print')}</li>
            <li>{t('petitions.sheets.how-sign')}</li>
            <li>{t('petitions.sheets.how-copies')}</li>
            <li>{t('petitions.sheets.how-bring')}</li>
          </ol>
        </div>
      </Chapter>
      {petition.state === 'open' && (
        <Chapter id="issue" title={t('petitions.sheets.issue')}>
          <Form state={form}>
            <TextInput
              name="sheets"
              label={t('petitions.sheets.how-many')}
              hint={t('petitions.sheets.how-many-hint', { most: SHEETS_AT_ONCE, lines: SHEET_LINES })}
              inputMode="numeric"
              dir="ltr"
              width={2}
            />
            <Button>{t('petitions.sheets.issue')}</Button>
          </Form>
        </Chapter>
      )}
      {unused.length > 0 && (
        <Chapter id="again" title={t('petitions.sheets.again')}>
          <ul>
            {runsOf(unused).map(({ from, to }) => (
              <li>
                <SheetsLink path={file(from, to)} from={from} to={to} />
              </li>
            ))}
          </ul>
        </Chapter>
      )}
    </Document>
  );
}

function SheetsLink({ path, from, to }: { path: string; from: number; to: number }) {
  const { t, href } = usePage();
  return <a href={href(path)}>{t('petitions.sheets.range', { from, to })}</a>;
}

/** Numbers that follow one another, at most as many as are printed at a time. */
function runsOf(numbers: readonly number[]): { from: number; to: number }[] {
  const runs: { from: number; to: number }[] = [];
  for (const number of numbers) {
    const last = runs.at(-1);
    if (last && last.to === number - 1 && number - last.from < SHEETS_AT_ONCE) last.to = number;
    else runs.push({ from: number, to: number });
  }
  return runs;
}
