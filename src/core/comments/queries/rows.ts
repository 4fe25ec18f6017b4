import { sql } from 'kysely';
import { across, type Db } from '#platform/db/database.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { Author, CommentState, SignedAs, Stance, WrittenLang } from '../comment.ts';
import '../tables.ts';

/** A comment as everybody may see it: words only while it is shown. */
export type Comment = {
  institutionId: string;
  id: string;
  subject: { kind: string; id: string };
  parentId: string | null;
  official: boolean;
  author: Author;
  /** The association in whose name it was said. */
  associationId: string | null;
  /** Who may change it; never shown. */
  authorId: string | null;
  state: CommentState;
  /** Null where the thing asks for none, for replies and answers, and while it is hidden. */
  stance: Stance | null;
  /** Null unless it is shown, or (for its author and moderators) held. */
  body: string | null;
  lang: WrittenLang;
  hiddenReason: Text | null;
  useful: number;
  createdAt: Date;
  editedAt: Date | null;
  /** The bodies that it names, by slug. */
  mentions: Record<string, Text>;
};

/** The columns of a comment with its author, over `comment` joined as `withAuthors` does it. */
export const COMMENT = [
  'comment.institution_id',
  'comment.id',
  'comment.subject_kind',
  'comment.subject_id',
  'comment.parent_id',
  'comment.official',
  'comment.author_id',
  'comment.signed_as',
  'comment.association_id',
  'comment.office',
  'comment.state',
  'comment.stance',
  'comment.body',
  'comment.lang',
  'comment.hidden_reason',
  'comment.useful',
  'comment.created_at as createdAt',
  'comment.edited_at',
  'person.name as person_name',
  'person.pseudonym as person_pseudonym',
  'person.closed_at as person_closed_at',
  'association.name as association_name',
  'institution.name as institution_name',
] as const;

export type CommentRow = {
  institution_id: string;
  id: string;
  subject_kind: string;
  subject_id: string;
  parent_id: string | null;
  official: boolean;
  author_id: string | null;
  signed_as: SignedAs;
  association_id: string | null;
  office: Text | null;
  state: CommentState;
  stance: Stance | null;
  body: string;
  lang: WrittenLang;
  hidden_reason: Text | null;
  useful: number;
  createdAt: Date;
  edited_at: Date | null;
  person_name: string | null;
  person_pseudonym: string | null;
  person_closed_at: Date | null;
  association_name: Text | null;
  institution_name: Text;
};

/** The tags of those who sign in their own name or for an association: pages with their names are dropped when these change. */
export function authorTags(comments: readonly Pick<Comment, 'official' | 'authorId' | 'associationId'>[]): string[] {
  const tags = comments.flatMap(({ official, authorId, associationId }) => {
    if (associationId !== null) return [`association:${associationId}`];
    return authorId !== null && !official ? [`person:${authorId}`] : [];
  });
  return [...new Set(tags)];
}

/** `comment` with those who sign: person, association, body. */
export function withAuthors(db: Db) {
  return across(db)
    .selectFrom('comment')
    .innerJoin('institution', 'institution.id', 'comment.institution_id')
    .leftJoin('person', 'person.id', 'comment.author_id')
    .leftJoin('association', 'association.id', 'comment.association_id');
}

/** Rows as comments, with the bodies that they name. */
export async function toComments(db: Db, rows: readonly CommentRow[]): Promise<Comment[]> {
  const mentions = await mentionsOf(db, rows);
  return rows.map((row) => ({
    institutionId: row.institution_id,
    id: row.id,
    subject: { kind: row.subject_kind, id: row.subject_id },
    parentId: row.parent_id,
    official: row.official,
    author: authorOf(row),
    associationId: row.association_id,
    authorId: row.author_id,
    state: row.state,
    stance: row.state === 'hidden' ? null : row.stance,
    body: row.state === 'shown' || row.state === 'held' ? row.body : null,
    lang: row.lang,
    hiddenReason: row.state === 'hidden' ? row.hidden_reason : null,
    useful: row.useful,
    createdAt: row.createdAt,
    editedAt: row.edited_at,
    mentions: mentions.get(row.id) ?? {},
  }));
}

function authorOf(row: CommentRow): Author {
  if (row.signed_as === 'office') return { kind: 'office', office: row.office, institution: row.institution_name };
  if (row.signed_as === 'association')
    return { kind: 'association', id: row.association_id ?? '', name: row.association_name ?? {} };
  if (row.signed_as === 'former' || row.author_id === null || row.person_closed_at !== null) return { kind: 'former' };
  // Never the name in the place of a pseudonym that was taken away.
  return { kind: 'person', name: row.signed_as === 'name' ? row.person_name : row.person_pseudonym };
}

async function mentionsOf(db: Db, rows: readonly CommentRow[]): Promise<Map<string, Record<string, Text>>> {
  const naming = rows.filter((row) => row.state === 'shown' && row.body.includes('@'));
  const found = new Map<string, Record<string, Text>>();
  if (naming.length === 0) return found;
  const { rows: mentioned } = await sql<{ id: string; slug: string; name: Text }>`
    select m.comment_id as id, institution.slug, institution.name
    from unnest(${naming.map((row) => row.institution_id)}::uuid[], ${naming.map((row) => row.id)}::uuid[])
        as named (institution_id, comment_id)
      join comment_mention m on m.institution_id = named.institution_id and m.comment_id = named.comment_id
      join institution on institution.id = m.mentioned_id`.execute(db);
  for (const { id, slug, name } of mentioned) found.set(id, { ...found.get(id), [slug]: name });
  return found;
}
