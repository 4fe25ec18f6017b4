import { usePage } from '#platform/html/context.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { Timeline } from '#platform/html/timeline.tsx';
import { differingFields } from '../../matrix-row.ts';
import type { RowVersion } from '../../queries/matrix.ts';
import { fieldKey } from './row-form.tsx';

/** Who changed a row, when, what of it and why, the latest first; and which version was published by whom. On the desk only. */
export function RowHistory({ versions, names }: { versions: readonly RowVersion[]; names: Map<string, string> }) {
  const { t, ts, format } = usePage();
  const written = versions.filter((one) => one.version > 0);
  if (written.length === 0) return null;
  const called = (id: string | null) => (id && names.get(id)) ?? ts('commitments.matrix.somebody');
  return (
    <section class="mt-6 flow" aria-labelledby="history">
      <h2 id="history">{t('commitments.matrix.history')}</h2>
      <Timeline
        entries={written.map((version) => {
          const before = versions.find((one) => one.version === version.version - 1);
          const fields = before ? differingFields(before.content, version.content) : [];
          return {
            state: 'done' as const,
            when: <DateTimeText instant={version.savedAt} />,
            title: t('commitments.matrix.version', { n: version.version, name: <bdi>{called(version.savedBy)}</bdi> }),
            children: (
              <>
                {fields.length > 0 && <p>{format.list(fields.map((field) => ts(fieldKey(field))))}</p>}
                {version.note && <Multilingual as="p" text={version.note} />}
                {version.publishedAt && (
                  <p class="law">
                    {t('commitments.matrix.published-by', {
                      name: <bdi>{called(version.publishedBy)}</bdi>,
                      at: <DateTimeText instant={version.publishedAt} />,
                    })}
                  </p>
                )}
              </>
            ),
          };
        })}
      />
    </section>
  );
}
