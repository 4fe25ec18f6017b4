import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateRange, DateText, Ltr, Multilingual, Percent } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { BodyRef } from '../commitment.ts';
import type { PlanDetail } from '../queries/shapes.ts';
import { Texts } from './passages.tsx';

function BodyLink({ body }: { body: BodyRef }) {
  const { href } = usePage();
  return (
    <a href={href('/', { tenant: body })}>
      <Multilingual text={body.name} />
    </a>
  );
}

/** Who owns the plan, with whom, for when, what came before it, how to reach those in charge. */
export function PlanFacts({ plan }: { plan: PlanDetail }) {
  const { t } = usePage();
  return (
    <Chapter id="facts" title={t('commitments.page.plan-facts')}>
      <Summary
        rows={[
          { label: t('commitments.field.institution'), value: <BodyLink body={plan.institution} /> },
          plan.partners.length > 0 && {
            label: t('commitments.field.partners'),
            value: (
              <ul class="plain-list">
                {plan.partners.map((body) => (
                  <li>
                    <BodyLink body={body} />
                  </li>
                ))}
              </ul>
            ),
          },
          {
            label: t('commitments.field.period'),
            value: <DateRange start={plan.period.start} end={plan.period.end} precision={plan.period.precision} />,
          },
          {
            label: t('commitments.field.completeness'),
            value: t(`commitments.vocabulary.completeness.${plan.completeness}`),
          },
          {
            label: t('commitments.field.submissionDate'),
            value: plan.submissionDate && <DateText date={plan.submissionDate} />,
          },
          plan.leadInstitutions.length > 0 && {
            label: t('commitments.field.leadInstitutions'),
            value: (
              <ul>
                {plan.leadInstitutions.map((lead) => (
                  <li>{lead.institution ? <BodyLink body={lead.institution} /> : <Multilingual text={lead.name} />}</li>
                ))}
              </ul>
            ),
          },
          plan.members.length > 0 && {
            label: t('commitments.field.members'),
            value: (
              <ul>
                {plan.members.map((member) => (
                  <li>
                    <Multilingual text={member.name} />{' '}
                    {t('commitments.page.joined', { date: <DateText {...joined(member.joinedOgp)} /> })}
                  </li>
                ))}
              </ul>
            ),
          },
          plan.themes.length > 0 && {
            label: t('commitments.field.themes'),
            value: (
              <ul>
                {plan.themes.map((theme) => (
                  <Multilingual as="li" text={theme.label} />
                ))}
              </ul>
            ),
          },
          plan.relatedPlans.length > 0 && {
            label: t('commitments.field.relatedPlans'),
            value: <RelatedPlans plan={plan} />,
          },
        ]}
      />
    </Chapter>
  );
}

/** `2018-04` is a month, `2024-04-16` a day. */
function joined(date: string): { date: string; precision: 'day' | 'month' } {
  return date.length === 7 ? { date: `${date}-01`, precision: 'month' } : { date, precision: 'day' };
}

function RelatedPlans({ plan }: { plan: PlanDetail }) {
  const { t, href } = usePage();
  return (
    <>
      {plan.relatedPlans.map((related) => (
        <div class="flow">
          <p>
            {t(`commitments.vocabulary.relation.${related.relation}`)}{' '}
            {related.plan ? (
              <a href={href(`/action-plans/${related.plan.reference}`, { tenant: null })}>
                <Multilingual text={related.plan.title} />
              </a>
            ) : (
              <Multilingual text={related.title} />
            )}
          </p>
          {related.commitmentCount !== undefined && (
            <p class="small">
              {t('commitments.page.plan-counts', { n: related.commitmentCount })}
              {related.completionRatePercent !== undefined && (
                <>
                  {' '}
                  {t('commitments.page.completion-rate', {
                    share: <Percent share={related.completionRatePercent / 100} />,
                    date: related.completionAsOf ? (
                      <DateText date={`${related.completionAsOf}-01`} precision="month" />
                    ) : (
                      ''
                    ),
                  })}
                </>
              )}
            </p>
          )}
          {related.areas && <Texts texts={related.areas} />}
        </div>
      ))}
    </>
  );
}

/** Where the plan was published, what is missing in the source, whom to ask, how to cite it. */
export function PlanSource({ plan, path }: { plan: PlanDetail; path: string }) {
  const page = usePage();
  const { t, ts, lang, format } = page;
  const { contacts } = plan;
  const citation = ts('commitments.page.citation', {
    body: plain(plan.institution.name, lang),
    title: plain(plan.title, lang),
    reference: plan.reference,
    date: format.date(page.today),
    address: page.absolute(path),
  });
  return (
    <Chapter id="source" title={t('commitments.page.source')}>
      {plan.translation && lang !== 'en' && (
        <Banner kind="warn" title={t(`commitments.vocabulary.translation.${plan.translation}`)} level={3}>
          {plan.translation === 'unofficial' && <p>{t('commitments.page.unofficial-text')}</p>}
        </Banner>
      )}
      <p>
        {t('commitments.page.source-is')} <Multilingual text={plan.source} />
      </p>
      {plan.gaps.length > 0 && (
        <>
          <h3>{t('commitments.field.gaps')}</h3>
          <Texts texts={plan.gaps} />
        </>
      )}
      {contacts && (
        <>
          <h3>{t('commitments.field.contacts')}</h3>
          <Summary
            rows={[
              { label: t('commitments.field.organization'), value: <Multilingual text={contacts.organization} /> },
              {
                label: t('commitments.field.address'),
                value: contacts.address && <Multilingual text={contacts.address} />,
              },
              { label: t('platform.footer.phone'), value: contacts.phones && <Ltr>{contacts.phones.join(' · ')}</Ltr> },
              { label: t('platform.footer.fax'), value: contacts.fax && <Ltr>{contacts.fax}</Ltr> },
              { label: t('platform.footer.email'), value: contacts.email && <Ltr>{contacts.email}</Ltr> },
              { label: t('platform.footer.website'), value: contacts.website && <Ltr>{contacts.website}</Ltr> },
              {
                label: t('commitments.field.social'),
                value: contacts.social && <Ltr>{contacts.social.join(' · ')}</Ltr>,
              },
              { label: t('commitments.field.note'), value: contacts.note && <Multilingual text={contacts.note} /> },
            ]}
          />
        </>
      )}
      <p class="no-print">
        {t('commitments.page.download')}{' '}
        <a href={`/api/v1/action-plans/${plan.reference}`} dir="ltr">
          JSON
        </a>
        {' · '}
        <a href={`/api/v1/commitments.csv?plan=${plan.reference}`} dir="ltr">
          CSV
        </a>
        {' · '}
        <a href={page.href(`${path}/calendar.ics`)}>{t('commitments.page.calendar')}</a>
        {' · '}
        <a href={page.href(`${path}/feed.atom`)}>{t('commitments.page.feed')}</a>
      </p>
      <h3>{t('commitments.page.cite')}</h3>
      <Copyable id="citation">{citation}</Copyable>
    </Chapter>
  );
}
