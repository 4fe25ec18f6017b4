import { z } from 'zod';
import { type CommitmentSummary, type PlanDetail, planByReference } from '#modules/commitments/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import { definePage } from '#platform/page.ts';
import { readFollowUp } from '../access.ts';
import type { Assessment, AssessmentVersion } from '../assessment.ts';
import { followUpTag } from '../plan.ts';
import { assessmentById, commitmentsOf, versionsOf } from '../queries/assessments.ts';
import { assessmentTitle } from './desk-assessment.ts';
import { followUpPath, publicPlanCrumbs } from './public-plan.ts';
import { CodingText, Reply, VersionFacts } from './published-version.tsx';

const query = z.object({ version: z.coerce.number().int().min(1).optional().catch(undefined) });

type Data = {
  plan: PlanDetail;
  assessment: Assessment;
  /** The version that is shown, and all of them, the latest first. */
  shown: AssessmentVersion;
  versions: AssessmentVersion[];
  commitments: CommitmentSummary[];
};

/** What the independent body published: the latest version, or an earlier one with `?version=`. */
export const assessmentPage = definePage<z.infer<typeof query>, Data>({
  name: 'reviews.assessment-page',
  path: '/action-plans/:plan/follow-up/assessments/:id',
  on: 'both',
  query,
  access: readFollowUp,
  async load({ db, page, params, query: asked }) {
    const plan = await planByReference(db, params.plan ?? '', page.today, page.tenant?.id);
    if (!plan || !isId(params.id ?? '')) throw new NotFound();
    const assessment = await assessmentById(db, params.id ?? '', { id: plan.institution.id });
    if (!assessment || assessment.plan !== plan.reference) throw new NotFound();
    const [versions, commitments] = await Promise.all([
      versionsOf(db, plan.institution.id, [assessment.id]),
      commitmentsOf(db, plan.reference, page.today),
    ]);
    const shown = versions.find((one) => asked.version === undefined || one.version === asked.version);
    if (!shown) throw new NotFound();
    return { plan, assessment, shown, versions, commitments };
  },
  cache: ({ plan }) => [followUpTag(plan.reference), `plan:${plan.reference}`],
  view: ({ data }) => <OneAssessment {...data} />,
});

function OneAssessment({ plan, assessment, shown, versions, commitments }: Data) {
  const page = usePage();
  const { t, lang, href } = page;
  const title = assessmentTitle(page, assessment);
  const path = `${followUpPath(plan.reference)}/assessments/${assessment.id}`;
  const latest = versions[0] ?? shown;
  const titles = new Map(commitments.map((each) => [each.reference, each.title]));
  return (
    <Document
      title={`${title} · ${plain(plan.title, lang)}`}
      crumbs={publicPlanCrumbs(page, plan, true)}
      crumb={title}
      canonical={path}
    >
      <PageHead kicker={<Multilingual text={plan.title} />} title={title} lead={t('reviews.assessment.independent')} />
      {shown.version !== latest.version && (
        <Banner kind="warn">
          <p>
            {t('reviews.assessment.outdated')} <a href={href(path)}>{t('reviews.assessment.to-latest')}</a>
          </p>
        </Banner>
      )}
      <Chapter id="summary" title={t('reviews.assessment.summary')}>
        <Prose text={shown.content.summary} />
        {shown.content.evidence && (
          <>
            <h3>{t('reviews.assessment.evidence')}</h3>
            <Prose text={shown.content.evidence} />
          </>
        )}
        <Reply version={shown} institution={plan.institution.name} />
      </Chapter>
      {shown.content.codings.map((coding) => (
        <Chapter
          id={coding.commitment}
          title={<Multilingual text={titles.get(coding.commitment) ?? { en: coding.commitment }} />}
          intro={
            <a href={href(`/commitments/${coding.commitment}/assessments`)}>
              <Code>{coding.commitment}</Code>
            </a>
          }
        >
          <CodingText coding={coding} />
        </Chapter>
      ))}
      <Chapter id="versions" title={t('reviews.assessment.versions')} intro={t('reviews.assessment.versions-intro')}>
        <VersionFacts version={shown} />
        {versions.length > 1 && (
          <ul>
            {versions.map((one) => (
              <li>
                <a href={href(`${path}?version=${one.version}`)}>
                  {t('reviews.assessment.version-n', { n: one.version })}
                </a>{' '}
                · <DateText date={one.publishedOn} />
              </li>
            ))}
          </ul>
        )}
      </Chapter>
    </Document>
  );
}
