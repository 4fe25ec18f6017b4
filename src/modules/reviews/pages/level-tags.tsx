import { usePage } from '#platform/html/context.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tone } from '#platform/html/tag.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { Coding } from '../assessment.ts';
import { FACETS, levelLabel } from '../vocabulary.ts';

const TONES: Record<string, Tone> = {
  'no-evidence': 'not-reported',
  'not-started': 'not-started',
  limited: 'stuck',
  substantial: 'in-progress',
  complete: 'finished',
};

/** A level of completion as a tag. */
export function CompletionTag({ level, scale = 'completion-2021' }: { level: string; scale?: string }) {
  return <StatusTag tone={TONES[level] ?? 'plain'} label={<Multilingual text={levelLabel(scale, level)} />} />;
}

/** Everything an assessment says of a commitment on its scales. */
export function Levels({ levels }: { levels: Coding['levels'] }) {
  const { t } = usePage();
  return (
    <Summary
      rows={FACETS.map((facet) => {
        const coded = levels[facet];
        if (!coded) return null;
        return {
          label: t(`reviews.facets.${facet}`),
          value:
            facet === 'completion' ? (
              <CompletionTag level={coded.level} scale={coded.scale} />
            ) : (
              <Multilingual text={levelLabel(coded.scale, coded.level)} />
            ),
        };
      })}
    />
  );
}
