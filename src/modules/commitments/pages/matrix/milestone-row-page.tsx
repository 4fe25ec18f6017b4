import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateRange, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { SubjectNote } from '#platform/module.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { holdsPower } from '#platform/tenant.ts';
import { MANAGE, mayPublish, seeMatrix } from '../../access.ts';
import { assignMilestones } from '../../actions/assign-milestones.ts';
import { publishMilestoneRow } from '../../actions/publish-milestone-row.ts';
import { type SavedRow, saveMilestoneRow } from '../../actions/save-milestone-row.ts';
import { type DeskRow, matrixRow, type RowVersion, rowVersions } from '../../queries/matrix.ts';
import { officialNames, officialsOf, standingOf } from '../../queries/officials.ts';
import { NoteItems, notesOn } from '../subject-notes.tsx';
import { tagsOf } from '../words.tsx';
import { type Assignable, AssignFields, assignable } from './assign-fields.tsx';
import { RowForm } from './row-form.tsx';
import { RowHistory } from './row-history.tsx';
import { rowOfForm } from './row-values.ts';

type Data = {
  institutionId: string;
  tabs: Tab[];
  row: DeskRow;
  versions: RowVersion[];
  names: Map<string, string>;
  mayPublish: boolean;
  notes: SubjectNote[];
  /** Present for whoever may assign. */
  assign: Assignable | null;
};

/** How many versions of a row the desk shows: years of quarterly reports. */
const VERSIONS = 50;

/** One row of the matrix: to be changed, saved and published, with everything that became of it. */
export const milestoneRowPage = definePage<unknown, Data>({
  name: 'commitments.milestone-row-page',
  path: '/desk/matrix/rows/:reference',
  on: 'tenant',
  access: seeMatrix,
  async load(request) {
    const { db, page, params } = request;
    const { actor, today, tenant } = page;
    const row = await matrixRow(db, params.reference ?? '', today);
    if (!row || row.institutionId !== tenant?.id) throw new NotFound();
    const { institutionId } = row;
    const versions = await rowVersions(db, row, VERSIONS);
    const standing =
      actor.kind === 'person' ? await standingOf(db, { institutionId, personId: actor.id, today }) : undefined;
    const standsFor = row.officialId === null || (standing?.officials.includes(row.officialId) ?? false);
    return {
      institutionId,
      tabs: deskTabs(request),
      row,
      versions,
      names: await officialNames(db, institutionId, [
        row.officialId,
        ...versions.flatMap((one) => [one.savedBy, one.publishedBy]),
      ]),
      notes: await notesOn(request, institutionId, [{ kind: 'milestone', id: row.reference }]),
      mayPublish: mayPublish(actor, { institution_id: institutionId, standsFor }),
      assign: holdsPower(actor, MANAGE, institutionId)
        ? await assignable(db, institutionId, await officialsOf(db, institutionId, today))
        : null,
    };
  },
  view: ({ data, form }) => <MilestoneRow data={data} form={form} />,
  submits: {
    save: {
      action: saveMilestoneRow,
      input: (values, { params }) => ({ milestone: params.reference, ...rowOfForm(values) }),
      done: backTo,
    },
    publish: {
      action: publishMilestoneRow,
      input: (values, { params }) => ({ milestone: params.reference, ...rowOfForm(values) }),
      done: backTo,
    },
    assign: {
      action: assignMilestones,
      input: (values, { params }) => ({
        milestones: [params.reference],
        office: values.office || null,
        official: values.official || null,
      }),
      done: (_result, { params }) => withDone(`/desk/matrix/rows/${params.reference}`),
    },
  },
});

/** Back to the matrix of the commitment, at the row. */
function backTo({ commitment, milestone }: SavedRow): string {
  return `${withDone(`/desk/matrix/commitments/${commitment}`)}#${milestone}`;
}

function MilestoneRow({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { row, names } = data;
  return (
    <DeskDocument
      title={`${row.number}. ${plain(row.title, lang)}`}
      tabs={data.tabs}
      crumbs={[
        { label: ts('commitments.matrix.title'), path: '/desk/matrix' },
        { label: row.commitment.reference, path: `/desk/matrix/commitments/${row.commitment.reference}` },
      ]}
      row={tagsOf(page, { status: row.content.status, timeliness: row.timeliness }).map((tag) => (
        <StatusTag {...tag} />
      ))}
    >
      <Summary
        rows={[
          { label: t('commitments.field.reference'), value: <Code>{row.reference}</Code> },
          { label: t('commitments.field.commitment'), value: <Multilingual text={row.commitment.title} /> },
          {
            label: t('commitments.field.period'),
            value: (row.start || row.end) && (
              <DateRange start={row.start} end={row.end} precision={row.precision ?? 'day'} />
            ),
          },
          { label: t('commitments.matrix.field.office'), value: row.office && <Multilingual text={row.office.name} /> },
          {
            label: t('commitments.matrix.field.official'),
            value: row.officialId && <bdi>{names.get(row.officialId) ?? t('commitments.matrix.somebody')}</bdi>,
          },
        ]}
      />
      <section class="mt-4 flow" aria-labelledby="row">
        <h2 id="row">{t('commitments.matrix.row')}</h2>
        <RowForm
          row={{
            reference: row.reference,
            version: row.version,
            working: row.draft?.content ?? row.content,
            versions: data.versions,
            names,
            mayPublish: data.mayPublish,
          }}
          form={'office' in form.values ? { values: {}, faults: [] } : form}
        />
      </section>
      {data.assign && (
        <section class="mt-6 flow" aria-labelledby="assign">
          <h2 id="assign">{t('commitments.matrix.assign')}</h2>
          <Form state={'office' in form.values ? form : undefined} label={ts('commitments.matrix.assign')}>
            <Hidden name="do" value="assign" />
            <AssignFields choices={data.assign} office={row.office?.id} official={row.officialId} />
            <Button kind="quiet">{t('commitments.matrix.assign-save')}</Button>
          </Form>
        </section>
      )}
      {data.notes.length > 0 && (
        <section class="mt-6 flow" aria-labelledby="notes">
          <h2 id="notes">{t('commitments.note.n', { n: data.notes.length })}</h2>
          <NoteItems notes={data.notes} />
        </section>
      )}
      <RowHistory versions={data.versions} names={names} />
    </DeskDocument>
  );
}
