import { z } from 'zod';
import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { CommentsChapter, type ThreadSummary, threadSummary, threadTags } from '#core/comments/index.ts';
import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter, Split } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import type { SubjectLink, SubjectNote } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { commitmentByReference } from '../queries/commitments.ts';
import { commitmentTimeline } from '../queries/events.ts';
import { indicatorsOf } from '../queries/indicators.ts';
import type { CommitmentDetail, TimelineEvent } from '../queries/shapes.ts';
import { ATTACH_POWER, commitmentSubject } from '../subjects.ts';
import { drawIndicators, IndicatorsChapter, type ShownIndicator } from './indicators-chapter.tsx';
import { MilestonesChapter } from './milestones-chapter.tsx';
import { Passages, Texts } from './passages.tsx';
import { ProgressText } from './progress-text.tsx';
import { ResponsibleChapter } from './responsible-chapter.tsx';
import { Embedding, SourceChapter } from './source-chapter.tsx';
import { notesOn } from './subject-notes.tsx';
import { TimelineChapter } from './timeline-chapter.tsx';
import { tagsOf } from './words.tsx';

type Data = {
  commitment: CommitmentDetail;
  events: TimelineEvent[];
  comments: ThreadSummary;
  links: readonly SubjectLink[];
  documents: Attachment[];
  indicators: ShownIndicator[];
  notes: SubjectNote[];
};

/**
 * One commitment: who answers for it, its milestones, what happened, why it was made, what it promises, and where the text comes
 * from. To show one more field, add it to `CommitmentDetail` (queries/shapes.ts) and to a chapter here.
 */
export const commitmentPage = definePage<unknown, Data>({
  name: 'commitments.commitment-page',
  path: '/commitments/:reference',
  on: 'both',
  query: z.object({}),
  access: anyone,
  load: async ({ db, page, params, offers }) => {
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!commitment) throw new NotFound();
    const comments = await threadSummary(db, {
      institutionId: commitment.institution.id,
      kind: 'commitment',
      id: commitment.reference,
      open: commitment.goneAt === null,
    });
    const links = offers.subjectLinks.filter((link) => link.kind === commitmentSubject.kind);
    const documents = await attachmentsOf(db, commitment.institution.id, [
      subjectOf(commitment),
      ...partsOf(commitment).map((part) => part.subject),
    ]);
    const notes = await notesOn({ db, offers }, commitment.institution.id, [
      { kind: 'action-plan', id: commitment.plan.reference },
      subjectOf(commitment),
      ...partsOf(commitment).map((part) => part.subject),
    ]);
    const indicators = await drawIndicators(page, await indicatorsOf(db, commitment.institution.id, commitment.id));
    return {
      commitment,
      events: await commitmentTimeline(db, commitment),
      comments,
      documents,
      links,
      indicators,
      notes,
    };
  },
  cache: ({ commitment, comments }) => [
    `commitment:${commitment.reference}`,
    `plan:${commitment.plan.reference}`,
    'territories',
    ...threadTags(comments),
  ],
  view: ({ data }) => <Commitment {...data} />,
});

const subjectOf = ({ reference }: CommitmentDetail) => ({ kind: 'commitment', id: reference });

/** Its milestones, on which documents hang too. */
const partsOf = ({ milestones }: CommitmentDetail) =>
  milestones.map(({ reference, title }) => ({ subject: { kind: 'milestone', id: reference }, title }));

function Commitment({ commitment, events, comments, documents, links, indicators, notes }: Data) {
  const page = usePage();
  const { t, ts, lang } = page;
  const title = plain(commitment.title, lang);
  const path = `/commitments/${commitment.reference}`;
  return (
    <Document
      title={title}
      description={firstWords(commitment, lang)}
      crumbs={[{ label: ts('commitments.page.commitments'), path: '/commitments' }]}
      crumb={commitment.reference}
      canonical={path}
      meta={{ type: 'article', image: `${path}/card.png`, imageAlt: title }}
      feeds={[
        { title: ts('commitments.page.feed'), path: `${path}/feed.atom`, type: 'application/atom+xml' },
        { title: ts('commitments.page.calendar'), path: `${path}/calendar.ics`, type: 'text/calendar' },
      ]}
    >
      <PageHead
        kicker={t('commitments.page.kicker', {
          code: <Code>{commitment.reference}</Code>,
          plan: (
            <a href={page.href(`/action-plans/${commitment.plan.reference}`)}>
              <Multilingual text={commitment.plan.title} />
            </a>
          ),
        })}
        title={{ text: commitment.title }}
        row={
          <>
            {tagsOf(page, commitment).map((tag) => (
              <StatusTag {...tag} />
            ))}
            <span class="soft">
              <ProgressText progress={commitment.progress} lateMilestones={commitment.lateMilestones} />
            </span>
            {links.map((link) => (
              <a href={page.href(link.path(commitment.reference))}>{t(link.label)}</a>
            ))}
          </>
        }
      />
      {commitment.goneAt && (
        <Banner kind="warn" title={t('commitments.page.gone')}>
          <p>{t('commitments.page.gone-text')}</p>
        </Banner>
      )}
      <ResponsibleChapter commitment={commitment} />
      <MilestonesChapter commitment={commitment} />
      <IndicatorsChapter reference={commitment.reference} indicators={indicators} />
      <AttachmentsChapter
        institutionId={commitment.institution.id}
        subject={subjectOf(commitment)}
        power={ATTACH_POWER}
        documents={documents}
        parts={partsOf(commitment)}
      />
      <TimelineChapter commitment={commitment} events={events} notes={notes} />
      <CommentsChapter summary={comments} />
      <WhyChapter commitment={commitment} />
      <ResultsChapter commitment={commitment} />
      <ValuesChapter commitment={commitment} />
      <SourceChapter
        about={commitment}
        path={path}
        json={`/api/v1/commitments/${commitment.reference}`}
        csv={`/api/v1/milestones.csv?commitment=${commitment.reference}`}
      >
        <Embedding commitment={commitment} path={path} />
      </SourceChapter>
    </Document>
  );
}

function WhyChapter({ commitment }: { commitment: CommitmentDetail }) {
  const { t } = usePage();
  const why = commitment.problem.length + commitment.statusQuo.length > 0;
  const what = commitment.actions.length + commitment.activitiesNarrative.length > 0;
  if (!why && !what) return null;
  return (
    <Chapter id="why" title={t('commitments.page.why')}>
      <Split kind="even">
        {why && (
          <div class="flow">
            {commitment.problem.length > 0 && <h3>{t('commitments.field.problem')}</h3>}
            <Passages passages={commitment.problem} />
            {commitment.statusQuo.length > 0 && <h3>{t('commitments.field.statusQuo')}</h3>}
            <Passages passages={commitment.statusQuo} />
          </div>
        )}
        {what && (
          <div class="flow">
            {commitment.actions.length > 0 && <h3>{t('commitments.field.actions')}</h3>}
            <Passages passages={commitment.actions} />
            {commitment.activitiesNarrative.length > 0 && <h3>{t('commitments.field.activitiesNarrative')}</h3>}
            <Passages passages={commitment.activitiesNarrative} />
          </div>
        )}
      </Split>
    </Chapter>
  );
}

function ResultsChapter({ commitment }: { commitment: CommitmentDetail }) {
  const { t } = usePage();
  const parts = [
    {
      key: 'contribution',
      content: commitment.contribution.length > 0 && <Passages passages={commitment.contribution} />,
    },
    {
      key: 'longTermGoals',
      content: commitment.longTermGoals.length > 0 && <Passages passages={commitment.longTermGoals} />,
    },
    {
      key: 'expectedResults',
      content: commitment.expectedResults.length > 0 && <Texts texts={commitment.expectedResults} />,
    },
    {
      key: 'performanceIndicators',
      content: commitment.performanceIndicators.length > 0 && <Texts texts={commitment.performanceIndicators} />,
    },
    {
      key: 'impactIndicators',
      content: commitment.impactIndicators.length > 0 && <Texts texts={commitment.impactIndicators} />,
    },
  ] as const;
  const shown = parts.filter((part) => part.content);
  if (shown.length === 0) return null;
  return (
    <Chapter id="results" title={t('commitments.page.results')}>
      {shown.map((part) => (
        <>
          <h3>{t(`commitments.field.${part.key}`)}</h3>
          {part.content}
        </>
      ))}
    </Chapter>
  );
}

function ValuesChapter({ commitment }: { commitment: CommitmentDetail }) {
  const { t } = usePage();
  if (commitment.ogpValues.length === 0) return null;
  return (
    <Chapter id="values" title={t('commitments.field.ogpValues')} intro={t('commitments.page.values-intro')}>
      {commitment.ogpValues.map((claim) => (
        <>
          <Multilingual as="h3" text={claim.label} />
          <Texts texts={claim.justification} />
        </>
      ))}
    </Chapter>
  );
}

/** What search engines and shared links show: the first thing that the commitment says it will do. */
function firstWords(commitment: CommitmentDetail, lang: PageContext['lang']): string {
  const passage = commitment.actions[0] ?? commitment.problem[0];
  const text: Text | undefined = passage?.text ?? passage?.items?.[0]?.text;
  const words = plain(text, lang);
  return words.length > 200 ? `${words.slice(0, 200).replace(/\s+\S*$/, '')}…` : words;
}
