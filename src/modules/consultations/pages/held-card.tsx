import { ButtonLink } from '#platform/html/button.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { type Fact, Facts } from '#platform/html/items.tsx';
import { type Status, StatusTag, type Tone } from '#platform/html/tag.tsx';
import { Code, DateRange } from '#platform/html/text.tsx';
import type { Held, HeldPhase } from '../queries/held.ts';

const TONES: Record<HeldPhase, Tone> = {
  draft: 'not-started',
  upcoming: 'not-started',
  open: 'in-progress',
  counting: 'not-reported',
  over: 'finished',
  cancelled: 'stuck',
};

/** Where a held thing stands, as a tag. */
export function heldStatus({ t }: Pick<PageContext, 't'>, { phase }: Pick<Held, 'phase'>): Status {
  return { tone: TONES[phase], label: t(`consultations.held.${phase}`) };
}

/** From when until when, and how many took part. */
export function heldFacts({ t, ts }: Pick<PageContext, 't' | 'ts'>, held: Held): Fact[] {
  const { opensOn, closesOn, kind, total } = held;
  return [
    ...(opensOn && closesOn
      ? [
          {
            label: ts('consultations.field.dates'),
            value: <DateRange start={opensOn} end={closesOn} />,
            hideLabel: true,
          },
        ]
      : []),
    {
      label: ts('consultations.report.taken'),
      value: t(`consultations.held.n-${kind}`, { n: total }),
      hideLabel: true,
    },
  ];
}

/** A survey, a vote or a draft text of a stage for everybody: where it stands, until when, how many took part, what can be done now. */
export function HeldCard({ held }: { held: Held }) {
  const page = usePage();
  const { t, href } = page;
  return (
    <>
      <p>
        <StatusTag {...heldStatus(page, held)} />
      </p>
      <Facts facts={heldFacts(page, held)} />
      {(held.doPath || held.resultsPath) && (
        <p class="row">
          {held.doPath && (
            <ButtonLink path={held.doPath} size="small">
              {t(`consultations.held.do-${held.kind}`)}
            </ButtonLink>
          )}
          {held.resultsPath && <a href={href(held.resultsPath)}>{t(`consultations.held.results-${held.kind}`)}</a>}
        </p>
      )}
    </>
  );
}

/** The same on the desk, with the way to where it is prepared. */
export function HeldOnDesk({ held }: { held: Held }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <>
      <p>
        <StatusTag {...heldStatus(page, held)} />
      </p>
      <Facts
        facts={[
          { label: ts('consultations.field.reference'), value: <Code>{held.reference}</Code>, hideLabel: true },
          ...heldFacts(page, held),
        ]}
      />
      <p>
        <ButtonLink kind="quiet" path={held.deskPath}>
          {t('consultations.held.prepare')}
        </ButtonLink>
      </p>
    </>
  );
}
