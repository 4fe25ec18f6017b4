import { usePage } from '#platform/html/context.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import type { Checked } from '../queries/judging.ts';

type CheckedProps = {
  signatures: readonly Checked[];
  /** Where signatures of this petition are looked at; null: no links. */
  path: string | null;
  /** Says of the first that it stays. */
  first?: boolean;
};

/** Signatures with their names, as whoever checks them sees them. */
export function CheckedItems({ signatures, path, first = false }: CheckedProps) {
  const { t, href } = usePage();
  return (
    <ul>
      {signatures.map(({ id, channel, signedAt, signatory }, index) => (
        <li>
          <b>
            <bdi>{signatory?.name ?? t('petitions.dossier.erased')}</bdi>
          </b>
          {' · '}
          {t(`petitions.channel.${channel}`)}
          {' · '}
          <DateTimeText instant={signedAt} />
          {' · '}
          <Code>{id}</Code>
          {first && index === 0 && <span class="soft"> {t('petitions.checks.stays')}</span>}
          {path && (!first || index > 0) && (
            <>
              {' · '}
              <a href={href(`${path}/invalidate?kind=chosen&ids=${id}`)}>{t('petitions.checks.look')}</a>
            </>
          )}
        </li>
      ))}
    </ul>
  );
}
