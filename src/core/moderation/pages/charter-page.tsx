import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readCharter } from '../access.ts';
import { ANSWERED_WITHIN, APPEAL_DAYS, type Ground } from '../moderation.ts';
import { groundsOf } from '../queries/grounds.ts';

type Data = { grounds: Ground[] };

/** The rules of the debate: what is welcome, what may be hidden and why, who decides, how to object. */
export const charterPage = definePage<unknown, Data>({
  name: 'moderation.charter-page',
  path: '/moderation/charter',
  on: 'both',
  access: readCharter,
  load: async ({ db, page, around }) => ({ grounds: await groundsOf(db, page.tenant?.id ?? null, around) }),
  cache: () => ['moderation'],
  view: ({ data }) => <Charter grounds={data.grounds} />,
});

function Charter({ grounds }: Data) {
  const { t, ts, href } = usePage();
  return (
    <Document
      title={ts('moderation.charter.title')}
      crumbs={[{ label: ts('moderation.figures.title'), path: '/moderation' }]}
    >
      <PageHead title={t('moderation.charter.title')} lead={t('moderation.charter.lead')} />
      <Chapter id="welcome" title={t('moderation.charter.welcome')}>
        <ul>
          <li>{t('moderation.charter.welcome-opinion')}</li>
          <li>{t('moderation.charter.welcome-language')}</li>
          <li>{t('moderation.charter.welcome-name')}</li>
        </ul>
      </Chapter>
      <Chapter id="grounds" title={t('moderation.charter.grounds')} intro={t('moderation.charter.grounds-intro')}>
        <dl class="summary">
          {grounds.map((ground) => (
            <div>
              <dt>
                <Multilingual text={ground.label} />
              </dt>
              <dd>
                <Multilingual text={ground.letter} />
              </dd>
            </div>
          ))}
        </dl>
      </Chapter>
      <Chapter id="how" title={t('moderation.charter.how')}>
        <ul>
          <li>{t('moderation.charter.how-report')}</li>
          <li>{t('moderation.charter.how-score', { days: ANSWERED_WITHIN.held })}</li>
          <li>{t('moderation.charter.how-person', { days: ANSWERED_WITHIN.reported })}</li>
          <li>{t('moderation.charter.how-place')}</li>
          <li>{t('moderation.charter.how-proof')}</li>
        </ul>
      </Chapter>
      <Chapter id="appeal" title={t('moderation.charter.appeal')}>
        <p>{t('moderation.charter.appeal-text', { days: APPEAL_DAYS, answered: ANSWERED_WITHIN.appeal })}</p>
        <p>
          <a href={href('/moderation')}>{t('moderation.charter.figures')}</a>
        </p>
      </Chapter>
    </Document>
  );
}
