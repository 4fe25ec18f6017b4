import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { FigureBox } from '#platform/html/figures.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { langAttributes, Multilingual, Percent } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { ShownTexts } from '../queries/texts.ts';
import type { Question } from '../questionnaire.ts';
import {
  type Bin,
  type Crossed,
  DIVISIONS,
  type Division,
  type QuestionResult,
  type Results,
  UNTOLD,
} from '../results.ts';

type Names = ReadonlyMap<string, Text>;
type Props = { question: Question; results: Results; texts: ReturnType<ShownTexts['get']>; names: Names };

/** The results of one question: a table with bars, numbers, themes and texts, and how groups differ. */
export function QuestionResults({ question, results, texts, names }: Props) {
  const { t } = usePage();
  const result = results.questions[question.id];
  if (!result) return null;
  return (
    <FigureBox
      id={question.id}
      title={<Multilingual text={question.title} />}
      note={t('surveys.results.answered', { n: result.answered, of: results.total })}
    >
      {result.numbers && <Numbers numbers={result.numbers} />}
      {result.bins && <BinsTable question={question} bins={result.bins} answered={result.answered} />}
      {question.kind === 'matrix' ? (
        <MatrixTable question={question} result={result} />
      ) : question.kind === 'ranking' ? (
        <RankingTable question={question} result={result} />
      ) : Object.keys(result.counts).length > 0 ? (
        <CountsTable
          question={question}
          result={result}
          weighted={results.weighted?.shares[question.id]}
          names={names}
        />
      ) : null}
      {texts && <Texts {...texts} />}
      {DIVISIONS.map((division) => {
        const crossed = results.crossed[question.id]?.[division];
        return crossed && <CrossedTable question={question} division={division} crossed={crossed} names={names} />;
      })}
    </FigureBox>
  );
}

function Numbers({ numbers }: { numbers: NonNullable<QuestionResult['numbers']> }) {
  const { t, format } = usePage();
  return (
    <Summary
      rows={(['mean', 'median', 'least', 'most'] as const).map((name) => ({
        label: t(`surveys.results.${name}`),
        value: format.number(Math.round(numbers[name] * 100) / 100),
      }))}
    />
  );
}

/** How numbers are spread, in steps of equal width. */
function BinsTable({ question, bins, answered }: { question: Question; bins: readonly Bin[]; answered: number }) {
  const { ts, format } = usePage();
  const isWhole = bins.every(({ from, to }) => to - from === 1);
  return (
    <Table
      caption={<Multilingual text={question.title} />}
      hideCaption
      phone="plain"
      columns={[
        {
          key: 'step',
          label: ts('surveys.results.answer'),
          head: true,
          cell: ({ from, to }) => (
            <bdi>{isWhole ? format.number(from) : `${format.number(from)} ≤ … < ${format.number(to)}`}</bdi>
          ),
        },
        { key: 'n', label: ts('surveys.results.n'), numeric: true, cell: ({ n }) => format.number(n) },
        {
          key: 'share',
          label: ts('surveys.results.share'),
          numeric: true,
          cell: ({ n }) => <Percent share={n / answered} />,
        },
        {
          key: 'bar',
          label: ts('surveys.results.bar'),
          hideLabel: true,
          wide: true,
          cell: ({ n }) => <Bar share={n / answered} />,
        },
      ]}
      rows={bins}
    />
  );
}

/** What a key of the counts is called. */
function labelOf({ lang, ts, format }: PageContext, question: Question, key: string, names: Names): string {
  if (question.kind === 'single' || question.kind === 'several')
    return plain(question.options.find(({ id }) => id === key)?.title, lang);
  if (question.kind === 'consent') return ts('surveys.answer.agreed');
  if (question.kind === 'place') return plain(names.get(key), lang) || key;
  return question.kind === 'date' ? format.date(`${key}-01`, 'month') : key;
}

type CountsProps = {
  question: Question;
  result: QuestionResult;
  weighted?: Record<string, number> | undefined;
  names: Names;
};

function CountsTable({ question, result, weighted, names }: CountsProps) {
  const page = usePage();
  const { ts, format, t } = page;
  const rows = Object.entries(result.counts).map(([key, n]) => ({ key, n, share: n / Math.max(1, result.answered) }));
  if (question.kind === 'place') rows.sort((a, b) => b.n - a.n);
  if (question.kind === 'date') rows.sort((a, b) => (a.key < b.key ? -1 : 1));
  type Row = (typeof rows)[number];
  const columns: Column<Row>[] = [
    {
      key: 'answer',
      label: ts('surveys.results.answer'),
      head: true,
      cell: ({ key }) => <bdi>{labelOf(page, question, key, names)}</bdi>,
    },
    { key: 'n', label: ts('surveys.results.n'), numeric: true, cell: ({ n }) => format.number(n) },
    { key: 'share', label: ts('surveys.results.share'), numeric: true, cell: ({ share }) => <Percent share={share} /> },
  ];
  if (weighted)
    columns.push({
      key: 'weighted',
      label: ts('surveys.results.weighted-share'),
      numeric: true,
      cell: ({ key }) => <Percent share={weighted[key] ?? 0} />,
    });
  columns.push({
    key: 'bar',
    label: ts('surveys.results.bar'),
    hideLabel: true,
    wide: true,
    cell: ({ share }) => <Bar share={share} />,
  });
  return (
    <>
      <Table caption={<Multilingual text={question.title} />} hideCaption phone="plain" columns={columns} rows={rows} />
      {question.kind === 'several' && <p class="law">{t('surveys.results.several')}</p>}
    </>
  );
}

type TableProps = { question: Question; result: QuestionResult };

function MatrixTable({ question, result }: TableProps) {
  const { ts, lang, format } = usePage();
  return (
    <Table
      caption={<Multilingual text={question.title} />}
      hideCaption
      phone="scroll"
      columns={[
        { key: 'row', label: ts('surveys.results.row'), head: true, cell: (row) => <Multilingual text={row.title} /> },
        ...question.options.map((option) => ({
          key: option.id,
          label: plain(option.title, lang),
          numeric: true,
          cell: (row: Question['rows'][number]) => {
            const of = (id: string) => result.counts[`${row.id}=${id}`] ?? 0;
            const all = question.options.reduce((sum, one) => sum + of(one.id), 0);
            return (
              <>
                {format.number(of(option.id))}
                {all > 0 && (
                  <span class="soft">
                    {' '}
                    (<Percent share={of(option.id) / all} />)
                  </span>
                )}
              </>
            );
          },
        })),
      ]}
      rows={question.rows}
    />
  );
}

function RankingTable({ question, result }: TableProps) {
  const { ts, format } = usePage();
  const rows = question.options
    .map((option) => {
      const places = question.options.map((_, index) => result.counts[`${option.id}=${index + 1}`] ?? 0);
      const ranked = places.reduce((sum, n) => sum + n, 0);
      const mean = places.reduce((sum, n, index) => sum + n * (index + 1), 0) / Math.max(1, ranked);
      return { option, first: places[0] ?? 0, ranked, mean };
    })
    .sort((a, b) => (a.ranked === 0 ? 1 : b.ranked === 0 ? -1 : a.mean - b.mean));
  return (
    <Table
      caption={<Multilingual text={question.title} />}
      hideCaption
      phone="plain"
      columns={[
        {
          key: 'option',
          label: ts('surveys.results.answer'),
          head: true,
          cell: ({ option }) => <Multilingual text={option.title} />,
        },
        {
          key: 'mean',
          label: ts('surveys.results.mean-place'),
          numeric: true,
          cell: ({ mean, ranked }) => (ranked ? format.number(Math.round(mean * 100) / 100) : '–'),
        },
        { key: 'first', label: ts('surveys.results.first'), numeric: true, cell: ({ first }) => format.number(first) },
        { key: 'n', label: ts('surveys.results.ranked'), numeric: true, cell: ({ ranked }) => format.number(ranked) },
      ]}
      rows={rows}
    />
  );
}

function Texts({ themes, texts }: NonNullable<Props['texts']>) {
  const { t, ts, lang, format } = usePage();
  return (
    <>
      {themes.length > 0 && (
        <Table
          caption={t('surveys.results.themes')}
          phone="plain"
          columns={[
            {
              key: 'theme',
              label: ts('surveys.results.theme'),
              head: true,
              cell: ({ title }) => <Multilingual text={title} />,
            },
            { key: 'n', label: ts('surveys.results.n'), numeric: true, cell: ({ n }) => format.number(n) },
          ]}
          rows={themes}
        />
      )}
      {texts.length > 0 && (
        <Details summary={t('surveys.results.texts', { n: texts.length })}>
          <ul>
            {texts.map((text) => (
              <li {...langAttributes(text.lang, lang)}>{text.words}</li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}

type CrossedProps = { question: Question; division: Division; crossed: Crossed; names: Names };

function CrossedTable({ question, division, crossed, names }: CrossedProps) {
  const page = usePage();
  const { t, ts, format, lang } = page;
  const number = (n: number | null | undefined) =>
    n === null || n === undefined ? <abbr title={ts('surveys.results.hidden')}>…</abbr> : format.number(n);
  const groupName = (group: string) => {
    if (group === UNTOLD) return ts('surveys.about.untold');
    if (division === 'territory') return plain(names.get(group), lang) || group;
    return page.maybe(`surveys.${division === 'gender' ? 'gender' : 'age-band'}.${group}`) ?? group;
  };
  const rows = Object.entries(crossed.cells);
  return (
    <Details summary={t('surveys.results.by', { division: ts(`surveys.division.${division}`) })}>
      <Table
        caption={t('surveys.results.by', { division: ts(`surveys.division.${division}`) })}
        hideCaption
        phone="scroll"
        columns={[
          {
            key: 'answer',
            label: ts('surveys.results.answer'),
            head: true,
            cell: ([key]) => <bdi>{labelOf(page, question, key, names)}</bdi>,
          },
          ...crossed.groups.map((group, index) => ({
            key: group,
            label: groupName(group),
            numeric: true,
            cell: ([, cells]: (typeof rows)[number]) => number(cells[index]),
          })),
        ]}
        rows={rows}
        foot={[t('surveys.results.total'), ...crossed.totals.map(number)]}
      />
      <p class="law">{t('surveys.results.hidden-note')}</p>
    </Details>
  );
}
