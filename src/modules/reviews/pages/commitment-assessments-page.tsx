import { type CommitmentDetail, commitmentByReference, tagsOf } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter, Split } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual, Percent, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readFollowUp } from '../access.ts';
import type { AssessmentVersion, Coding, SelfAssessment } from '../assessment.ts';
import { followUpTag } from '../plan.ts';
import { type PublishedAssessment, publishedAssessmentsOf, selfAssessmentsOf } from '../queries/assessments.ts';
import { completionGap } from '../vocabulary.ts';
import { assessmentTitle } from './desk-assessment.ts';
import { CompletionTag } from './level-tags.tsx';
import { followUpPath } from './public-plan.ts';
import { CodingText, Reply } from './published-version.tsx';

/** What one published assessment says of this commitment. */
type Said = { assessment: PublishedAssessment; version: AssessmentVersion; coding: Coding };

type Data = { commitment: CommitmentDetail; own: SelfAssessment[]; said: Said[] };

/** A commitment as its body sees it and as the independent body does, side by side, with the difference in words. */
export const commitmentAssessmentsPage = definePage<unknown, Data>({
  name: 'reviews.commitment-assessments-page',
  path: '/commitments/:reference/assessments',
  on: 'both',
  access: readFollowUp,
  async load({ db, page, params }) {
    const commitment = await commitmentByReference(db, params.reference ?? '', page.today, page.tenant?.id);
    if (!commitment) throw new NotFound();
    const of = { institutionId: commitment.institution.id, reference: commitment.plan.reference };
    const [own, published] = await Promise.all([
      selfAssessmentsOf(db, of, commitment.reference),
      publishedAssessmentsOf(db, of),
    ]);
    const said = published.flatMap((assessment): Said[] => {
      const version = assessment.versions[0];
      const coding = version?.content.codings.find((one) => one.commitment === commitment.reference);
      return version && coding ? [{ assessment, version, coding }] : [];
    });
    said.sort((a, b) => (a.version.publishedOn < b.version.publishedOn ? 1 : -1));
    return { commitment, own, said };
  },
  cache: ({ commitment }) => [
    followUpTag(commitment.plan.reference),
    `plan:${commitment.plan.reference}`,
    `commitment:${commitment.reference}`,
  ],
  view: ({ data }) => <CommitmentAssessments {...data} />,
});

function CommitmentAssessments({ commitment, own, said }: Data) {
  const page = usePage();
  const { t, ts, lang, href } = page;
  const [self] = own;
  const judged = said.find((one) => one.coding.levels.completion);
  const path = `/commitments/${commitment.reference}`;
  return (
    <Document
      title={`${ts('reviews.assessment.title')} · ${plain(commitment.title, lang)}`}
      crumbs={[
        { label: ts('reviews.assessment.commitments'), path: '/commitments' },
        { label: plain(commitment.title, lang), path },
      ]}
      crumb={ts('reviews.assessment.title')}
      canonical={`${path}/assessments`}
    >
      <PageHead
        kicker={
          <>
            <Code>{commitment.reference}</Code> · <Multilingual text={commitment.title} />
          </>
        }
        title={ts('reviews.assessment.title')}
        lead={t('reviews.assessment.lead')}
      />
      <Difference self={self} judged={judged} page={page} />
      <Chapter id="side-by-side" title={t('reviews.assessment.side-by-side')}>
        <Split kind="even">
          <div class="flow">
            <h3>{t('reviews.self.heading')}</h3>
            <p>
              {tagsOf(page, commitment).map((tag) => (
                <StatusTag {...tag} />
              ))}{' '}
              {commitment.progress.share !== null && (
                <>
                  {t('reviews.self.finished')} <Percent share={commitment.progress.share} />
                </>
              )}
            </p>
            {self ? (
              <>
                <p>
                  <CompletionTag level={self.completion} /> <DateText date={self.publishedOn} />
                </p>
                <Prose text={self.text} />
              </>
            ) : (
              <Empty title={t('reviews.self.none')} />
            )}
          </div>
          <div class="flow">
            <h3>{t('reviews.assessment.independent-heading')}</h3>
            {said[0] ? <SaidText said={said[0]} /> : <Empty title={t('reviews.assessment.none-commitment')} />}
          </div>
        </Split>
        {said[0] && <Reply version={said[0].version} institution={commitment.institution.name} />}
      </Chapter>
      {said.length + own.length > 2 && (
        <Chapter id="earlier" title={t('reviews.assessment.earlier')}>
          {said.slice(1).map((one) => (
            <Details summary={assessmentTitle(page, one.assessment)}>
              <SaidText said={one} />
              <Reply version={one.version} institution={commitment.institution.name} />
            </Details>
          ))}
          {own.slice(1).map((one) => (
            <Details summary={`${ts('reviews.self.heading')} · ${page.format.date(one.publishedOn)}`}>
              <p>
                <CompletionTag level={one.completion} />
              </p>
              <Prose text={one.text} />
            </Details>
          ))}
        </Chapter>
      )}
      <p>
        <a href={href(followUpPath(commitment.plan.reference))}>{t('reviews.public.to-follow-up')}</a>
      </p>
    </Document>
  );
}

/** Whether both say the same of completion, and if not, how far they are apart. */
function Difference({
  self,
  judged,
  page,
}: {
  self: SelfAssessment | undefined;
  judged: Said | undefined;
  page: PageContext;
}) {
  const { t } = page;
  const level = judged?.coding.levels.completion?.level;
  if (!self || level === undefined) return null;
  const gap = completionGap(self.completion, level);
  const same = self.completion === level;
  return (
    <Banner kind={same ? 'good' : 'warn'}>
      <p>
        {same
          ? t('reviews.assessment.same')
          : gap === null
            ? t('reviews.assessment.differs')
            : t(gap < 0 ? 'reviews.assessment.lower' : 'reviews.assessment.higher', { n: Math.abs(gap) })}
      </p>
    </Banner>
  );
}

function SaidText({ said: { assessment, version, coding } }: { said: Said }) {
  const page = usePage();
  return (
    <>
      <p>
        <a href={page.href(`${followUpPath(assessment.plan)}/assessments/${assessment.id}`)}>
          {assessmentTitle(page, assessment)}
        </a>{' '}
        · <DateText date={version.publishedOn} />
      </p>
      <CodingText coding={coding} />
    </>
  );
}
