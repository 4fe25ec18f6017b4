import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { Bar } from '#platform/html/progress.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { CommitmentDetail } from '../queries/shapes.ts';
import { ProgressText } from './progress-text.tsx';
import { tagsOf } from './words.tsx';

/** A commitment in a small frame: whose it is, its status, its progress, the way to the whole page. */
export function Widget({ commitment }: { commitment: CommitmentDetail }) {
  const page = usePage();
  const { t, lang } = page;
  const path = `/commitments/${commitment.reference}`;
  return (
    <Document title={plain(commitment.title, lang)} bare canonical={path} noIndex>
      <p class="kicker">
        <Multilingual text={commitment.institution.name} /> <Code>{commitment.reference}</Code>
      </p>
      <Multilingual as="h1" text={commitment.title} class="h2" />
      <p class="row">
        {tagsOf(page, commitment).map((tag) => (
          <StatusTag {...tag} />
        ))}
      </p>
      <p>
        <ProgressText progress={commitment.progress} lateMilestones={commitment.lateMilestones} />
      </p>
      {commitment.progress.share !== null && <Bar share={commitment.progress.share} />}
      <p>
        <a class="more" href={page.absolute(path)} target="_top">
          {t('commitments.page.widget-more')}
        </a>
      </p>
    </Document>
  );
}
