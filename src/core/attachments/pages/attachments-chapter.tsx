import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { holdsPower } from '#platform/tenant.ts';
import { attachmentPath, attachPath, nameOf, type Subject } from '../attachment.ts';
import type { Attachment } from '../queries.ts';
import { documentFacts, Removed } from './document-facts.tsx';

/** Something inside a thing that documents hang on as well: a milestone of a commitment. */
export type Part = { subject: Subject; title: Text };

type ChapterProps = {
  institutionId: string;
  subject: Subject;
  /** The power that attaches here, as its public subject names it. */
  power: string;
  /** Those of the thing and of its parts, from `attachmentsOf`. */
  documents: readonly Attachment[];
  parts?: readonly Part[];
};

/**
 * The documents of a thing and of its parts, on its own page; nothing when there are none. The form stands on a page of its own, so that
 * this one stays in the page cache: it carries the tags of its subject, which every change of a document touches.
 */
export function AttachmentsChapter({ institutionId, subject, power, documents, parts = [] }: ChapterProps) {
  const { t, actor } = usePage();
  const mayAttach = actor.kind === 'person' && holdsPower(actor, power, institutionId);
  if (documents.length === 0 && !mayAttach) return null;
  const of = (one: Subject) => documents.filter((document) => nameOf(document.subject) === nameOf(one));
  return (
    <Chapter id="documents" title={t('attachments.chapter.title')}>
      <DocumentItems documents={of(subject)} level={3} />
      {parts
        .filter((part) => of(part.subject).length > 0)
        .map((part) => (
          <>
            <Multilingual as="h3" text={part.title} />
            <DocumentItems documents={of(part.subject)} level={4} />
          </>
        ))}
      {mayAttach && <Ways subject={subject} parts={parts} />}
    </Chapter>
  );
}

/** Documents one below the other, each leading to its page. */
export function DocumentItems({ documents, level }: { documents: readonly Attachment[]; level: 2 | 3 | 4 }) {
  const page = usePage();
  if (documents.length === 0) return null;
  return (
    <Items>
      {documents.map((document) =>
        document.state === 'removed' ? (
          <li id={`d-${document.id}`}>
            <Removed document={document} />
          </li>
        ) : (
          <Item
            title={{ text: document.title }}
            path={attachmentPath(document.id)}
            level={level}
            facts={documentFacts(page, document)}
          >
            <Thumbnail document={document} />
            {document.width === null && <Multilingual as="p" text={document.description} />}
          </Item>
        ),
      )}
    </Items>
  );
}

function Thumbnail({ document }: { document: Attachment }) {
  const { href, lang } = usePage();
  const { width, height, id, description } = document;
  if (width === null || height === null) return null;
  const scale = Math.min(1, 320 / Math.max(width, height));
  return (
    <img
      src={href(`${attachmentPath(id)}/thumbnail.webp`)}
      alt={plain(description, lang)}
      width={Math.round(width * scale)}
      height={Math.round(height * scale)}
      loading="lazy"
    />
  );
}

function Ways({ subject, parts }: { subject: Subject; parts: readonly Part[] }) {
  const { t, href } = usePage();
  return (
    <>
      <p>
        <ButtonLink path={attachPath(subject)} kind="quiet">
          {t('attachments.chapter.attach')}
        </ButtonLink>
      </p>
      {parts.length > 0 && (
        <Details summary={t('attachments.chapter.attach-to-part')}>
          <ul>
            {parts.map((part) => (
              <li>
                <a href={href(attachPath(part.subject))}>
                  <Multilingual text={part.title} />
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </>
  );
}
