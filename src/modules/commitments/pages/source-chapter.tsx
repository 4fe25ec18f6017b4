import type { ComponentChildren } from 'preact';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Details } from '#platform/html/details.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { Qr } from '#platform/pictures/qr.tsx';
import type { CommitmentDetail, PlanDetail } from '../queries/shapes.ts';
import { Texts } from './passages.tsx';

type SourceChapterProps = {
  about: PlanDetail | CommitmentDetail;
  /** The path of its page. */
  path: string;
  /** The same thing for programs, and the CSV of what is in it. */
  json: string;
  csv: string;
  children?: ComponentChildren;
};

/** Where a text comes from, what is missing in it, how to cite it and how to take it along. */
export function SourceChapter({ about, path, json, csv, children }: SourceChapterProps) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const address = page.absolute(path);
  const citation = ts('commitments.page.citation', {
    body: plain(about.institution.name, lang),
    title: plain(about.title, lang),
    reference: about.reference,
    date: format.date(page.today),
    address,
  });
  return (
    <Chapter id="source" title={t('commitments.page.source')}>
      {about.translation && lang !== 'en' && (
        <Banner kind="warn" title={t(`commitments.vocabulary.translation.${about.translation}`)} level={3}>
          {about.translation === 'unofficial' && <p>{t('commitments.page.unofficial-text')}</p>}
        </Banner>
      )}
      <p>
        {t('commitments.page.source-is')} <Multilingual text={about.source} />
      </p>
      {about.gaps.length > 0 && (
        <>
          <h3>{t('commitments.field.gaps')}</h3>
          <Texts texts={about.gaps} />
        </>
      )}
      {children}
      <p class="no-print">
        {t('commitments.page.download')}{' '}
        <a href={json} dir="ltr">
          JSON
        </a>
        {' · '}
        <a href={csv} dir="ltr">
          CSV
        </a>
        {' · '}
        <a href={page.href(`${path}/calendar.ics`)}>{t('commitments.page.calendar')}</a>
        {' · '}
        <a href={page.href(`${path}/feed.atom`)}>{t('commitments.page.feed')}</a>
      </p>
      <h3>{t('commitments.page.cite')}</h3>
      <Copyable id="citation">{citation}</Copyable>
      <div class="only-print">
        <Qr text={address} title={address} />
      </div>
    </Chapter>
  );
}

/** How to show the progress of a commitment on another site. */
export function Embedding({ commitment, path }: { commitment: CommitmentDetail; path: string }) {
  const { t, lang, absolute } = usePage();
  const title = plain(commitment.title, lang).replaceAll('"', '&quot;');
  const frame = `<iframe src="${absolute(`${path}/widget`)}" title="${title}" width="100%" height="260" loading="lazy"></iframe>`;
  return (
    <Details summary={t('commitments.page.embed')}>
      <p>{t('commitments.page.embed-text')}</p>
      <Copyable id="embed-code" as="pre">
        {frame}
      </Copyable>
    </Details>
  );
}
