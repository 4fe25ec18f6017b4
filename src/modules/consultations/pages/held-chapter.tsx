import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { ReportedQuestion, ReportedSurvey, ReportedVote, ShownHeld, ShownText } from '../report.ts';
import { CountTable, GroupTable } from './report-tables.tsx';
import { heldChannels, lineLabel, outcomeLabel } from './report-words.ts';

/** What came of a survey, a vote or a draft text: how many by which channel, who, and the results. */
export function HeldChapter({ held }: { held: ShownHeld }) {
  const page = usePage();
  const { t, href } = page;
  return (
    <Chapter
      id={`held-${held.activity}`}
      title={<Multilingual text={held.title} as="bdi" />}
      intro={t(`consultations.activity.${held.kind}`)}
    >
      <CountTable caption={t('consultations.report.by-channel')} rows={heldChannels(page, held)} total={held.total} />
      <GroupTable caption={t('consultations.report.by-gender')} counts={held.gender} />
      <GroupTable caption={t('consultations.report.by-age')} counts={held.ageBand} />
      {held.kind === 'survey' && <SurveyPart survey={held} />}
      {held.kind === 'vote' && <VotePart vote={held} />}
      {held.kind === 'draft-text' && <TextPart text={held} />}
      <p>
        <a href={href(held.path)}>{t(`consultations.held.to-${held.kind}`)}</a>
      </p>
    </Chapter>
  );
}

function SurveyPart({ survey }: { survey: ReportedSurvey }) {
  const { t } = usePage();
  if (!survey.results) return <p>{t('consultations.report.results-later')}</p>;
  return (
    <>
      {survey.questions.map((question) => (
        <QuestionTable question={question} />
      ))}
    </>
  );
}

function QuestionTable({ question: { title, answered, lines, mean } }: { question: ReportedQuestion }) {
  const { t, ts, format } = usePage();
  if (lines.length === 0)
    return (
      <p>
        <Multilingual text={title} as="bdi" />{' '}
        {mean !== null && t('consultations.report.mean', { mean: format.number(mean), n: answered })}
      </p>
    );
  return (
    <Table
      caption={<Multilingual text={title} as="bdi" />}
      note={t('consultations.report.answered-n', { n: answered })}
      rows={lines}
      columns={[
        {
          key: 'label',
          label: ts('consultations.report.choice'),
          head: true,
          cell: ({ label }) => <Multilingual text={label} as="bdi" />,
        },
        { key: 'n', label: ts('consultations.report.number'), numeric: true, cell: ({ n }) => format.number(n) },
        {
          key: 'bar',
          label: ts('consultations.report.part'),
          wide: true,
          cell: ({ n }) => <Bar share={answered === 0 ? 0 : n / answered} />,
        },
      ]}
    />
  );
}

function VotePart({ vote }: { vote: ReportedVote }) {
  const page = usePage();
  const { t, ts, format } = page;
  if (vote.cancelled) return <p>{t('consultations.held.cancelled')}</p>;
  return (
    <Table
      caption={t('consultations.report.count')}
      rows={vote.lines}
      columns={[
        {
          key: 'option',
          label: ts('consultations.report.choice'),
          head: true,
          cell: (line) => (line.label ? <Multilingual text={line.label} as="bdi" /> : lineLabel(page, line)),
        },
        {
          key: 'votes',
          label: ts('consultations.report.votes'),
          numeric: true,
          cell: ({ votes }) => format.number(votes),
        },
        {
          key: 'outcome',
          label: ts('consultations.report.result'),
          cell: ({ outcome }) => t(`consultations.outcome.${outcome}`),
        },
      ]}
    />
  );
}

function TextPart({ text }: { text: ShownText }) {
  const page = usePage();
  const { t, ts, format, href, lang } = page;
  const { figures } = text;
  return (
    <>
      <Figures
        figures={[
          { label: t('consultations.report.comments-label'), value: format.number(figures.comments) },
          { label: t('consultations.report.amendments'), value: format.number(figures.amendments) },
          { label: t('consultations.report.people'), value: format.number(figures.people) },
          { label: t('consultations.report.associations'), value: format.number(figures.associations) },
        ]}
      />
      {text.contributions.length > 0 && (
        <Table
          caption={t('consultations.report.text-contributions')}
          rows={text.contributions}
          columns={[
            {
              key: 'number',
              label: ts('consultations.report.contribution'),
              head: true,
              wide: true,
              cell: ({ number, path, words }) => (
                <>
                  <a href={href(path)}>{t('consultations.report.contribution-n', { n: number })}</a>{' '}
                  {words ? <Multilingual text={words} as="bdi" /> : t('consultations.report.gone')}
                </>
              ),
            },
            {
              key: 'supports',
              label: ts('consultations.report.supports'),
              numeric: true,
              cell: ({ supports }) => format.number(supports),
            },
            {
              key: 'answer',
              label: ts('consultations.report.answer'),
              wide: true,
              cell: ({ outcome, reasons }) => (
                <>
                  <b>{outcomeLabel(page, outcome)}</b> {plain(reasons, lang)}
                </>
              ),
            },
          ]}
        />
      )}
      <p>
        <a href={href(`${text.path}/amendments`)}>{t('consultations.held.results-draft-text')}</a>
        {' · '}
        <a href={`/api/v1/draft-texts/${text.reference}/contributions.csv`}>CSV</a>
        {' · '}
        <a href={`/api/v1/draft-texts/${text.reference}/contributions`}>JSON</a>
      </p>
    </>
  );
}
