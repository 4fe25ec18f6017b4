import { FollowLink } from '#core/notifications/index.ts';
import { Chapter, Panel, Split } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateRange, Multilingual } from '#platform/html/text.tsx';
import type { NamedBody, Term } from '../commitment.ts';
import type { CommitmentDetail } from '../queries/shapes.ts';

/** Who answers for it, with whom, when, and in which field. */
export function ResponsibleChapter({ commitment }: { commitment: CommitmentDetail }) {
  const { t, href } = usePage();
  const path = `/commitments/${commitment.reference}`;
  const { period } = commitment;
  const dated = period.start || period.end;
  return (
    <Chapter id="responsible" title={t('commitments.page.responsible')}>
      <Split>
        <Summary
          rows={[
            {
              label: t('commitments.field.responsibleInstitutions'),
              value: <Bodies bodies={commitment.responsible} strong />,
            },
            commitment.involved.length > 0 && {
              label: t('commitments.field.institutionsInvolved'),
              value: <Bodies bodies={commitment.involved} />,
            },
            {
              label: t('commitments.field.period'),
              value: dated ? (
                <>
                  <DateRange start={period.start} end={period.end} precision={period.precision ?? 'day'} />
                  {period.basis !== 'page' && <p class="law">{t(`commitments.vocabulary.basis.${period.basis}`)}</p>}
                </>
              ) : (
                t('commitments.vocabulary.basis.not-stated')
              ),
            },
            commitment.theme && {
              label: t('commitments.field.theme'),
              value: <Multilingual text={commitment.theme.label} />,
            },
            commitment.policyAreas.length > 0 && {
              label: t('commitments.field.policyAreas'),
              value: <Terms terms={commitment.policyAreas} filter="area" />,
            },
            commitment.sectors.length > 0 && {
              label: t('commitments.field.sectors'),
              value: <Terms terms={commitment.sectors} filter="sector" />,
            },
            {
              label: t('commitments.field.inceptionReport'),
              value: commitment.inceptionReport && <Multilingual text={commitment.inceptionReport} />,
            },
          ]}
        />
        <Panel id="follow" title={t('commitments.page.follow')}>
          <p>{t('commitments.page.follow-text')}</p>
          <p>
            <FollowLink on={`commitment:${commitment.reference}`} />
          </p>
          <p>
            <a href={href(`${path}/feed.atom`)} type="application/atom+xml">
              {t('commitments.page.follow-feed')}
            </a>
          </p>
          <p>
            <a href={href(`${path}/calendar.ics`)} type="text/calendar">
              {t('commitments.page.follow-calendar')}
            </a>
          </p>
        </Panel>
      </Split>
    </Chapter>
  );
}

/** Bodies as the plan prints them; those that are on the platform are links to their site. */
export function Bodies({ bodies, strong = false }: { bodies: readonly NamedBody[]; strong?: boolean }) {
  const { href } = usePage();
  if (bodies.length === 0) return null;
  const one = (body: NamedBody) => {
    const name = <Multilingual text={body.institution?.name ?? body.name} />;
    const shown = strong ? <b>{name}</b> : name;
    return body.institution ? (
      <a href={href('/', { tenant: { slug: body.institution.slug, host: body.institution.host } })}>{shown}</a>
    ) : (
      shown
    );
  };
  if (bodies.length === 1) return one(bodies[0] as NamedBody);
  return (
    <ul class="plain-list">
      {bodies.map((body) => (
        <li>{one(body)}</li>
      ))}
    </ul>
  );
}

/** Words of a vocabulary, each a link to the list of what shares it. */
export function Terms({ terms, filter }: { terms: readonly Term[]; filter: string }) {
  const { href } = usePage();
  return (
    <ul class="plain-list">
      {terms.map((term) => (
        <li>
          <a href={href(`/commitments?${new URLSearchParams({ [filter]: term.key })}`)}>
            <Multilingual text={term.label} />
          </a>
        </li>
      ))}
    </ul>
  );
}
