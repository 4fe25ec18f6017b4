import { usePage } from '#platform/html/context.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { Answer } from '#platform/html/thread.tsx';
import type { Text } from '#platform/i18n/text.ts';
import type { AssessmentVersion, Coding } from '../assessment.ts';
import { Levels } from './level-tags.tsx';
import { Hash } from './review-words.tsx';

/** The right of reply of the assessed body, under what it replies to. */
export function Reply({ version, institution }: { version: AssessmentVersion; institution: Text }) {
  const { t } = usePage();
  if (!version.reply) return null;
  return (
    <Answer
      level={3}
      title={t('reviews.assessment.reply')}
      signed={
        <>
          <Multilingual text={institution} /> · <DateText date={version.reply.repliedOn} />
        </>
      }
    >
      <Prose text={version.reply.text} />
    </Answer>
  );
}

/** One commitment as an assessment codes it. */
export function CodingText({ coding }: { coding: Coding }) {
  return (
    <>
      <Levels levels={coding.levels} />
      <Prose text={coding.reasons} />
    </>
  );
}

/** When a version was published, why it replaced another, and its hash. */
export function VersionFacts({ version }: { version: AssessmentVersion }) {
  const { t } = usePage();
  return (
    <Summary
      rows={[
        { label: t('reviews.assessment.version'), value: t('reviews.assessment.version-n', { n: version.version }) },
        { label: t('reviews.minutes.published-at'), value: <DateText date={version.publishedOn} /> },
        version.why !== null && { label: t('reviews.assessment.why'), value: <Multilingual text={version.why} /> },
        { label: t('reviews.assessment.hash'), value: <Hash value={version.hash} /> },
      ]}
    />
  );
}
