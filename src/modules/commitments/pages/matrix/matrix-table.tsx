import type { ComponentChildren } from 'preact';
import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { type Status, StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Ltr, Multilingual } from '#platform/html/text.tsx';
import type { SubjectNote } from '#platform/module.ts';
import type { BodyRef } from '../../commitment.ts';
import type { Evidence, RowContent } from '../../matrix-row.ts';
import type { DeskRow, MatrixRow } from '../../queries/matrix.ts';
import { hrefAtOwner } from '../owner-link.ts';
import { NotesOnRow } from '../subject-notes.tsx';
import { tagsOf } from '../words.tsx';

type Shown<Row> = {
  rows: readonly Row[];
  caption: string;
  /** Each row says which commitment it belongs to. */
  withCommitment: boolean;
  /** What committees and reviews say of the rows. */
  notes: ReadonlyMap<string, SubjectNote[]>;
};

/** The matrix on the desk: what stands in each row now, what waits for publication, and the way to change it. */
export function DeskMatrix({
  rows,
  caption,
  withCommitment,
  names,
  notes,
}: Shown<DeskRow> & { names: Map<string, string> }) {
  const { t, ts, href } = usePage();
  return (
    <jamaa-matrix data-leave={ts('commitments.matrix.leave')} data-saved={ts('commitments.matrix.saved')}>
      <Table
        caption={caption}
        hideCaption
        rows={rows}
        rowTone={(row) => (row.timeliness === 'late' ? 'late' : undefined)}
        columns={[
          titleColumn(ts('commitments.field.milestone'), withCommitment, notes, (row) =>
            href(`/desk/matrix/commitments/${row.commitment.reference}`),
          ),
          endColumn(ts('commitments.field.end')),
          {
            key: 'status',
            label: ts('commitments.field.status'),
            cell: (row) => <StatusCell row={row} />,
          },
          percentColumn(ts('commitments.matrix.field.percent')),
          {
            key: 'office',
            label: ts('commitments.matrix.field.office'),
            cell: (row) => (
              <>
                {row.office ? (
                  <Multilingual text={row.office.name} />
                ) : (
                  <span class="soft">{t('commitments.matrix.no-office')}</span>
                )}
                {row.officialId && names.has(row.officialId) && (
                  <p class="law">
                    <bdi>{names.get(row.officialId)}</bdi>
                  </p>
                )}
              </>
            ),
          },
          evidenceColumn(ts('commitments.matrix.field.evidence')),
          {
            key: 'edit',
            label: ts('commitments.matrix.edit'),
            hideLabel: true,
            cell: (row) => (
              <a
                class="button small quiet"
                href={href(`/desk/matrix/rows/${row.reference}`)}
                data-edit={row.reference}
                aria-label={ts('commitments.matrix.edit-row', { row: row.reference })}
              >
                {t('commitments.matrix.edit')}
              </a>
            ),
          },
        ]}
      />
    </jamaa-matrix>
  );
}

/** The matrix that everybody reads. */
export function PublicMatrix({ rows, caption, withCommitment, owner, notes }: Shown<MatrixRow> & { owner: BodyRef }) {
  const page = usePage();
  const { ts, t } = page;
  return (
    <Table
      caption={caption}
      hideCaption
      rows={rows}
      rowTone={(row) => (row.timeliness === 'late' ? 'late' : undefined)}
      columns={[
        titleColumn(ts('commitments.field.milestone'), withCommitment, notes, (row) =>
          hrefAtOwner(page, `/commitments/${row.commitment.reference}#${row.reference}`, owner),
        ),
        {
          key: 'expected',
          label: ts('commitments.matrix.field.expectedResult'),
          wide: true,
          cell: ({ content }) => <Expected content={content} />,
        },
        endColumn(ts('commitments.field.end')),
        {
          key: 'status',
          label: ts('commitments.field.status'),
          cell: (row) => <StatusCell row={row} />,
        },
        percentColumn(ts('commitments.matrix.field.percent')),
        {
          key: 'done',
          label: ts('commitments.matrix.field.done'),
          wide: true,
          cell: ({ content, note }) => <Reported content={content} note={note} />,
        },
        {
          key: 'office',
          label: ts('commitments.matrix.field.office'),
          cell: (row) =>
            row.office ? (
              <Multilingual text={row.office.name} />
            ) : (
              <span class="soft">{t('commitments.matrix.no-office')}</span>
            ),
        },
        {
          key: 'evidence',
          label: ts('commitments.matrix.field.evidence'),
          cell: ({ content }) => <EvidenceLinks evidence={content.evidence} />,
        },
      ]}
    />
  );
}

type AnyRow = MatrixRow & Partial<DeskRow>;

function titleColumn(
  label: string,
  withCommitment: boolean,
  notes: ReadonlyMap<string, SubjectNote[]>,
  hrefOf: (row: AnyRow) => string,
): Column<AnyRow> {
  return {
    key: 'milestone',
    label,
    head: true,
    cell: (row) => (
      <div id={row.reference}>
        {row.number}. <Multilingual text={row.title} />
        {withCommitment && (
          <span class="meta">
            <a href={hrefOf(row)}>
              <Code>{row.commitment.reference}</Code>
            </a>
          </span>
        )}
        <NotesOnRow notes={notes.get(row.reference)} />
      </div>
    ),
  };
}

function endColumn(label: string): Column<AnyRow> {
  return { key: 'end', label, cell: (row) => <End row={row} /> };
}

function End({ row }: { row: AnyRow }) {
  const { t } = usePage();
  if (row.end === null) return <span class="soft">{t('commitments.page.no-date')}</span>;
  return <DateText date={row.end} precision={row.precision ?? 'day'} />;
}

function percentColumn(label: string): Column<AnyRow> {
  return {
    key: 'percent',
    label,
    numeric: true,
    cell: ({ draft, content }) => {
      const { percent } = draft?.content ?? content;
      return percent === null ? <span class="soft">–</span> : <Ltr>{percent} %</Ltr>;
    },
  };
}

function evidenceColumn(label: string): Column<AnyRow> {
  return {
    key: 'evidence',
    label,
    numeric: true,
    cell: ({ draft, content }) => {
      const n = (draft?.content ?? content).evidence.length;
      return n === 0 ? <span class="soft">–</span> : n;
    },
  };
}

/** What is published of it, and on the desk what waits and what is missing. */
function StatusCell({ row }: { row: AnyRow }) {
  const page = usePage();
  const { t, ts } = page;
  const tags: Status[] = tagsOf(page, { status: row.content.status, timeliness: row.timeliness });
  return (
    <>
      {tags.map((tag) => (
        <StatusTag {...tag} />
      ))}
      {row.daysLate > 0 && <p class="law">{t('commitments.page.days-late', { n: row.daysLate })}</p>}
      {row.draft && <StatusTag tone="plain" label={ts('commitments.matrix.state.draft')} />}
      {row.unreported && <p class="law">{t('commitments.matrix.state.unreported')}</p>}
      {row.reportedOn && (
        <p class="law">{t('commitments.matrix.reported-on', { date: <DateText date={row.reportedOn} /> })}</p>
      )}
    </>
  );
}

function Expected({ content }: { content: RowContent }) {
  const { t } = usePage();
  if (!content.expectedResult && !content.indicator && !content.target)
    return <span class="soft">{t('commitments.matrix.not-said')}</span>;
  return (
    <div class="flow">
      <Multilingual as="p" text={content.expectedResult} />
      <Labelled label={t('commitments.matrix.field.indicator')} text={content.indicator} />
      <Labelled label={t('commitments.matrix.field.target')} text={content.target} />
    </div>
  );
}

function Reported({ content, note }: { content: RowContent; note: RowContent['done'] }) {
  const { t } = usePage();
  if (!content.done && !content.obstacles && !content.nextStep && !note)
    return <span class="soft">{t('commitments.matrix.not-said')}</span>;
  return (
    <div class="flow">
      <Multilingual as="p" text={content.done ?? note} />
      <Labelled label={t('commitments.matrix.field.obstacles')} text={content.obstacles} />
      <Labelled label={t('commitments.matrix.field.nextStep')} text={content.nextStep} />
    </div>
  );
}

function Labelled({ label, text }: { label: ComponentChildren; text: RowContent['done'] }) {
  if (!text) return null;
  return (
    <p>
      <b>{label}</b> <Multilingual text={text} />
    </p>
  );
}

/** The links that prove a row. */
export function EvidenceLinks({ evidence }: { evidence: readonly Evidence[] }) {
  const { t } = usePage();
  if (evidence.length === 0) return <span class="soft">{t('commitments.matrix.no-evidence')}</span>;
  return (
    <ul class="plain-list">
      {evidence.map(({ url, title }) => (
        <li>
          <a href={url} rel="noopener nofollow">
            <bdi>{title || new URL(url).host}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
