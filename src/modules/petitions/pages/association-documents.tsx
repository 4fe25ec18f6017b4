import { usePage } from '#platform/html/context.tsx';
import type { FiledDocument } from '../queries/association-petitions.ts';

/** The documents of an association's file, by addresses that open for a short time. */
export function DocumentLinks({
  documents,
  links,
}: {
  documents: readonly FiledDocument[];
  links: Map<string, string>;
}) {
  const { t, href } = usePage();
  if (documents.length === 0) return null;
  return (
    <ul>
      {documents.map(({ id, document, name }) => (
        <li>
          {t(`petitions.association.document.${document}`)}
          {' · '}
          <a href={href(links.get(id) ?? '')}>
            <bdi>{name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  );
}
