import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Figures } from '#platform/html/figures.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readRequirements } from '../access.ts';
import { requirementsOfBody } from '../queries/councils.ts';
import type { Requirements } from '../requirements.ts';
import { Cite } from './cite.tsx';
import { Conditions, Sessions } from './conditions.tsx';

/** What the law asks of a petition to this council, before anybody begins one. */
export const requirementsPage = definePage<unknown, Requirements>({
  name: 'petitions.requirements-page',
  path: '/petitions/requirements',
  on: 'tenant',
  query: z.object({}),
  access: readRequirements,
  load: async ({ db, page: { tenant } }) => {
    const body = tenant && (await institutionsById(db, [tenant.id])).get(tenant.id);
    const asked = body && (await requirementsOfBody(db, body, 2024));
    if (!asked) throw new NotFound();
    return asked;
  },
  cache: () => ['institutions', 'territories'],
  view: ({ data }) => <RequirementsView asked={data} />,
});

function RequirementsView({ asked }: { asked: Requirements }) {
  const { t, ts, format, tenant, lang } = usePage();
  const { law, required, perProvinceMinimum, population } = asked;
  return (
    <Document
      title={`${ts('petitions.requirements.link')}: ${plain(tenant?.name, lang)}`}
      crumb={ts('petitions.requirements.link')}
      crumbs={[{ label: ts('petitions.page.petitions'), path: '/petitions' }]}
    >
      <PageHead title={t('petitions.requirements.title')} lead={t('petitions.requirements.lead')}>
        <Figures
          level={2}
          figures={[
            {
              label: t('petitions.requirements.signatures'),
              value: format.number(required),
              note: t('petitions.requirements.population', { n: population }),
            },
            ...(perProvinceMinimum === null
              ? []
              : [
                  {
                    label: t('petitions.requirements.floor'),
                    value: format.number(perProvinceMinimum),
                    note: t('petitions.requirements.floor-note'),
                  },
                ]),
            {
              label: t('petitions.requirements.refusal'),
              value: t('petitions.requirements.months', { n: law.refusal.value }),
              note: t('petitions.requirements.refusal-note'),
            },
          ]}
        />
      </PageHead>
      <Chapter id="who" title={t('petitions.conditions.title')}>
        <Conditions asked={asked} />
      </Chapter>
      <Chapter id="after" title={t('petitions.requirements.after')}>
        <Sessions law={law} />
      </Chapter>
      <Chapter id="paper" title={t('petitions.requirements.paper')}>
        <p class="measure">{t('petitions.requirements.paper-text')}</p>
        <p>
          <Cite law={law.law} articles={law.articles.conditions} />
        </p>
      </Chapter>
    </Document>
  );
}
