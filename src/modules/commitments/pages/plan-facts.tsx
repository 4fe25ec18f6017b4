import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateRange, DateText, Ltr, Multilingual, Percent } from '#platform/html/text.tsx';
import type { BodyRef } from '../commitment.ts';
import type { PlanDetail } from '../queries/shapes.ts';
import { Texts } from './passages.tsx';
import { SourceChapter } from './source-chapter.tsx';

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

/** Where the plan was published, whom to ask, how to cite it. */
export function PlanSource({ plan, path }: { plan: PlanDetail; path: string }) {
  return (
    <SourceChapter
      about={plan}
      path={path}
      json={`/api/v1/action-plans/${plan.reference}`}
      csv={`/api/v1/commitments.csv?plan=${plan.reference}`}
    >
      {plan.contacts && <Contacts contacts={plan.contacts} />}
    </SourceChapter>
  );
}

function Contacts({ contacts }: { contacts: NonNullable<PlanDetail['contacts']> }) {
  const { t } = usePage();
  return (
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
          { label: t('commitments.field.social'), value: contacts.social && <Ltr>{contacts.social.join(' · ')}</Ltr> },
          { label: t('commitments.field.note'), value: contacts.note && <Multilingual text={contacts.note} /> },
        ]}
      />
    </>
  );
}
