import type { Db } from '../db/database.ts';
import type { Offers, SubjectNote } from '../module.ts';
import { usePage } from './context.tsx';
import { Multilingual } from './text.tsx';

/** What other rooms say about one thing. */
export async function notesAbout(
  { db, offers }: { db: Db; offers: Pick<Offers, 'subjectNotes'> },
  institutionId: string,
  about: { kind: string; id: string },
): Promise<SubjectNote[]> {
  const asked = { institutionId, subjects: [about] };
  return (await Promise.all(offers.subjectNotes.map((source) => source.of(db, asked)))).flat();
}

/** What a thing is part of: each a line that leads there. Draws nothing when it stands by itself. */
export function PartOf({ notes }: { notes: readonly SubjectNote[] }) {
  const { t, href } = usePage();
  return (
    <>
      {notes.map(({ label, by, text, path }) => (
        <p>
          {t(label)}{' '}
          <a href={href(path)}>
            <Multilingual text={by} as="bdi" />
            {text && (
              <>
                {' – '}
                <Multilingual text={text} as="bdi" />
              </>
            )}
          </a>
        </p>
      ))}
    </>
  );
}
