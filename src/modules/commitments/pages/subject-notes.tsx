import type { Db } from '#platform/db/database.ts';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import type { Offers, SubjectNote } from '#platform/module.ts';

/** What other rooms say about these things, in the order of their dates. */
export async function notesOn(
  { db, offers }: { db: Db; offers: Pick<Offers, 'subjectNotes'> },
  institutionId: string,
  subjects: readonly { kind: string; id: string }[],
): Promise<SubjectNote[]> {
  if (subjects.length === 0) return [];
  const all = await Promise.all(offers.subjectNotes.map((source) => source.of(db, { institutionId, subjects })));
  return all.flat();
}

/** Notes by the milestone they are about. */
export function notesByMilestone(notes: readonly SubjectNote[]): ReadonlyMap<string, SubjectNote[]> {
  const by = new Map<string, SubjectNote[]>();
  for (const note of notes) by.set(note.about.id, [...(by.get(note.about.id) ?? []), note]);
  return by;
}

/** The notes on a row, behind one line. */
export function NotesOnRow({ notes }: { notes: readonly SubjectNote[] | undefined }) {
  const { t } = usePage();
  if (!notes || notes.length === 0) return null;
  return (
    <Details summary={t('commitments.note.n', { n: notes.length })}>
      <NoteItems notes={notes} />
    </Details>
  );
}

/** Each note with who says it, when, and its words. */
export function NoteItems({ notes }: { notes: readonly SubjectNote[] }) {
  const { t } = usePage();
  return (
    <ul class="plain-list flow">
      {notes.map((note) => (
        <li>
          <p class="meta">
            {t(note.label)}
            {note.by && (
              <>
                {' · '}
                <Multilingual text={note.by} />
              </>
            )}
            {' · '}
            <DateText date={note.on} />
          </p>
          <NoteWords note={note} />
        </li>
      ))}
    </ul>
  );
}

/** The words of a note, or why they are withheld, and the way to where it stands. */
export function NoteWords({ note }: { note: SubjectNote }) {
  const { t, href } = usePage();
  return (
    <>
      {note.text && <Multilingual as="p" text={note.text} />}
      {note.withheld && (
        <p class="soft">
          {t('commitments.note.withheld')} <Multilingual text={note.withheld} />
        </p>
      )}
      <p>
        <a href={href(note.path)}>{t('commitments.note.read')}</a>
      </p>
    </>
  );
}
