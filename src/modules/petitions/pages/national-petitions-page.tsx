import { z } from 'zod';
import { ruleOn } from '#core/deadlines/index.ts';
import { regions } from '#core/territory/index.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Table } from '#platform/html/table.tsx';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { definePage } from '#platform/page.ts';
import { readRequirements } from '../access.ts';
import { NATIONAL_LAWS, NATIONAL_TYPES, type NationalType, regionsOfCommittee } from '../national.ts';
import { Cite } from './cite.tsx';

type Data = { regions: number };

/** Petitions to the State and motions on legislation: what the organic laws ask, and the clocks that run. They are filed elsewhere. */
export const nationalPetitionsPage = definePage<unknown, Data>({
  name: 'petitions.national-petitions-page',
  path: '/petitions/national',
  on: 'portal',
  query: z.object({}),
  access: readRequirements,
  load: async ({ db }) => ({ regions: (await regions(db)).length }),
  cache: () => ['territories'],
  view: ({ data }) => <National {...data} />,
});

function National({ regions: inAll }: Data) {
  const { t, ts } = usePage();
  return (
    <Document
      title={ts('petitions.national.title')}
      crumbs={[{ label: ts('petitions.page.petitions'), path: '/petitions' }]}
      crumb={ts('petitions.national.title')}
      canonical="/petitions/national"
    >
      <PageHead title={t('petitions.national.title')} lead={t('petitions.national.lead')} />
      {NATIONAL_TYPES.map((type) => (
        <TypeChapter type={type} regions={inAll} />
      ))}
    </Document>
  );
}

function TypeChapter({ type, regions: inAll }: { type: NationalType; regions: number }) {
  const { t, ts, format, href, today, maybe } = usePage();
  const law = NATIONAL_LAWS[type];
  const fromRegions = regionsOfCommittee(law, inAll);
  const rules = law.rules.flatMap((name) => {
    const rule = ruleOn(name, today);
    return rule ? [rule] : [];
  });
  return (
    <Chapter id={type} title={t(`petitions.national.${type}`)}>
      <p class="measure">{t(`petitions.national.${type}-text`)}</p>
      <Summary
        rows={[
          {
            label: t('petitions.requirements.signatures'),
            value: (
              <>
                {format.number(law.signatures)} <Cite law={law.law} articles={law.articles.signatures} />
              </>
            ),
          },
          {
            label: t('petitions.national.committee'),
            value: (
              <>
                {t('petitions.national.members', { n: law.committee.members })}
                {fromRegions !== null && <> {t('petitions.national.regions', { n: fromRegions })}</>}{' '}
                <Cite law={law.law} articles={law.articles.committee} />
              </>
            ),
          },
          law.registered !== undefined && {
            label: t('petitions.national.registered'),
            value: <Cite law={law.law} articles={law.registered} />,
          },
          law.electronic !== undefined && {
            label: t('petitions.national.electronic'),
            value: <Cite law={law.law} articles={law.electronic} />,
          },
        ]}
      />
      <Table
        caption={t('petitions.national.clocks')}
        phone="plain"
        columns={[
          {
            key: 'rule',
            label: ts('petitions.national.step'),
            head: true,
            cell: ({ name }) => (
              <a href={href(`/deadlines?rule=${name}`)}>{maybe(`deadlines.rules.${name}` as MessageKey) ?? name}</a>
            ),
          },
          {
            key: 'days',
            label: ts('petitions.national.days'),
            numeric: true,
            cell: ({ period }) => (period ? format.number(period.value) : '–'),
          },
        ]}
        rows={rules}
      />
      <p>
        <Cite law={law.law} articles={law.articles.procedure} />
      </p>
    </Chapter>
  );
}
