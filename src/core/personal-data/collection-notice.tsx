import { Banner } from '#platform/html/banner.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, Law, Multilingual } from '#platform/html/text.tsx';
import type { Notice } from './processings.ts';

type NoticeProps = {
  notice: Notice;
  /** Whether the form works without these data: "compulsory", or "you may leave it out". */
  compulsory?: boolean;
};

/**
 * What a form that collects personal data must say beside it (09-08 art. 5): who collects, why, to whom it goes, whether it is compulsory,
 * which rights there are, and the reference of the CNDP. Where the body has not entered one, it says that nothing is collected yet.
 */
export function CollectionNotice({ notice, compulsory = true }: NoticeProps) {
  const { t, href } = usePage();
  const { processing, state, collector } = notice;
  if (!state.open)
    return (
      <Banner kind="warn" title={t('personal-data.notice.closed')}>
        <p>{t('personal-data.notice.closed-text', { body: <Multilingual text={collector} /> })}</p>
      </Banner>
    );
  const reference = <Code>{state.reference}</Code>;
  return (
    <Details summary={t('personal-data.notice.title')}>
      <Summary
        rows={[
          { label: t('personal-data.notice.who'), value: <Multilingual text={collector} /> },
          { label: t('personal-data.notice.why'), value: t(processing.purpose) },
          { label: t('personal-data.notice.what'), value: t(processing.data) },
          { label: t('personal-data.notice.to-whom'), value: t(processing.recipients) },
          { label: t('personal-data.notice.how-long'), value: t(processing.retention) },
          {
            label: t('personal-data.notice.compulsory'),
            value: t(compulsory ? 'personal-data.notice.is-compulsory' : 'personal-data.notice.is-optional'),
          },
          {
            label: t('personal-data.notice.rights'),
            value: t('personal-data.notice.rights-text', {
              a: (words: unknown) => <a href={href('/me/data')}>{words as string}</a>,
            }),
          },
          {
            label: t(`personal-data.regimes.${processing.regime}`),
            value: state.sample ? t('personal-data.notice.sample', { reference }) : reference,
          },
        ]}
      />
      <p>
        <Law>{t('personal-data.notice.law')}</Law>
      </p>
    </Details>
  );
}
