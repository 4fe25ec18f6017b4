import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Details } from '#platform/html/details.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { Qr } from '#platform/pictures/qr.tsx';
import type { CommitmentDetail } from '../queries/shapes.ts';
import { Texts } from './passages.tsx';

/** Where the text comes from, what is missing in it, how to cite it and how to take it along. */
export function SourceChapter({ commitment, path }: { commitment: CommitmentDetail; path: string }) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const api = `/api/v1/commitments/${commitment.reference}`;
  const address = page.absolute(path);
  const citation = ts('commitments.page.citation', {
    body: plain(commitment.institution.name, lang),
    title: plain(commitment.title, lang),
    reference: commitment.reference,
    date: format.date(page.today),
    address,
  });
  const widget = page.absolute(`${path}/widget`);
  return (
    <Chapter id="source" title={t('commitments.page.source')}>
      {commitment.translation && lang !== 'en' && (
        <Banner kind="warn" title={t(`commitments.vocabulary.translation.${commitment.translation}`)} level={3}>
          {commitment.translation === 'unofficial' && <p>{t('commitments.page.unofficial-text')}</p>}
        </Banner>
      )}
      <p>
        {t('commitments.page.source-is')} <Multilingual text={commitment.source} />
      </p>
      {commitment.gaps.length > 0 && (
        <>
          <h3>{t('commitments.field.gaps')}</h3>
          <Texts texts={commitment.gaps} />
        </>
      )}
      <p class="no-print">
        {t('commitments.page.download')}{' '}
        <a href={api} dir="ltr">
          JSON
        </a>
        {' · '}
        <a href={`/api/v1/milestones.csv?commitment=${commitment.reference}`} dir="ltr">
          CSV
        </a>
        {' · '}
        <a href={page.href(`${path}/calendar.ics`)}>{t('commitments.page.calendar')}</a>
        {' · '}
        <a href={page.href(`${path}/feed.atom`)}>{t('commitments.page.feed')}</a>
      </p>
      <h3>{t('commitments.page.cite')}</h3>
      <Copyable id="citation">{citation}</Copyable>
      <Details summary={t('commitments.page.embed')}>
        <p>{t('commitments.page.embed-text')}</p>
        <Copyable
          id="embed-code"
          as="pre"
        >{`<iframe src="${widget}" title="${plain(commitment.title, lang).replaceAll('"', '&quot;')}" width="100%" height="260" loading="lazy"></iframe>`}</Copyable>
      </Details>
      <div class="only-print">
        <Qr text={address} title={address} />
      </div>
    </Chapter>
  );
}
