import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readOwnAnswers } from '../access.ts';
import { type OwnSurvey, surveysOfPerson } from '../queries/own.ts';
import { showsResults, takesAnswers } from '../survey.ts';
import { statusOf } from './words.tsx';

/** The surveys that somebody has answered by their account or begun to: going on, reading, changing and taking back where that is allowed. */
export const ownAnswersPage = definePage<unknown, OwnSurvey[]>({
  name: 'surveys.own-answers-page',
  path: '/me/answers',
  on: 'both',
  access: readOwnAnswers,
  load: async ({ db, around, page: { actor, today } }) =>
    actor.kind === 'person' ? surveysOfPerson(db, around.keys, actor.id, today) : [],
  view: ({ data }) => <OwnAnswers surveys={data} />,
});

function OwnAnswers({ surveys }: { surveys: OwnSurvey[] }) {
  const { t, ts, href } = usePage();
  return (
    <Document
      title={ts('surveys.own.title')}
      crumbs={[{ label: ts('accounts.account.me'), path: '/me' }]}
      canonical={null}
      noIndex
    >
      <PageHead title={t('surveys.own.title')} lead={t('surveys.own.lead')} />
      {surveys.length === 0 ? (
        <Empty title={t('surveys.own.none')}>
          <p>
            <a href={href('/surveys')}>{t('surveys.own.none-text')}</a>
          </p>
        </Empty>
      ) : (
        <Items>
          {surveys.map((own) => (
            <OwnItem own={own} />
          ))}
        </Items>
      )}
    </Document>
  );
}

function OwnItem({ own: { survey, answeredOn, revises } }: { own: OwnSurvey }) {
  const page = usePage();
  const { t, ts, today, tenant } = page;
  const { reference, privacy } = survey;
  const path = `/surveys/${reference}`;
  const isOpen = takesAnswers(survey, today);
  // The site of a body has its own surveys alone.
  const href = (to: string) => page.href(to, !tenant || tenant.id === survey.institutionId ? {} : { tenant: null });
  const links: [string, string][] = [
    ...(answeredOn === null || revises ? [[`${path}/answer`, ts('surveys.own.go-on')] as [string, string]] : []),
    ...(answeredOn === null ? [] : [[`${path}/receipt`, ts('surveys.own.see')] as [string, string]]),
    ...(showsResults(survey, today) ? [[`${path}/results`, ts('surveys.results.link')] as [string, string]] : []),
  ];
  return (
    <Item
      title={{ text: survey.title }}
      href={href(path)}
      tags={[statusOf(page, survey)]}
      facts={[
        { label: ts('surveys.field.reference'), value: <Code>{reference}</Code>, hideLabel: true },
        ...(answeredOn === null
          ? []
          : [{ label: ts('surveys.own.answered-on'), value: <DateText date={answeredOn} /> }]),
      ]}
    >
      {answeredOn !== null && privacy === 'anonymous' && (
        <p>{t(isOpen ? 'surveys.own.anonymous-open' : 'surveys.own.anonymous')}</p>
      )}
      {answeredOn === null && <p>{t(isOpen ? 'surveys.own.unfinished' : 'surveys.own.unsent')}</p>}
      <p class="row">
        {links.map(([to, label]) => (
          <a href={href(to)}>{label}</a>
        ))}
      </p>
    </Item>
  );
}
