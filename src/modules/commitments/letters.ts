import { formatOf } from '#platform/i18n/format.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { MessageKey } from '#platform/i18n/messages.ts';
import { pick } from '#platform/i18n/text.ts';
import { type LetterBlock, type WrittenLetter, writeLetter } from '#platform/mail/letter.tsx';
import type { Surroundings } from '#platform/surroundings.ts';
import type { Tenant } from '#platform/tenant.ts';
import type { RemindedRow } from './queries/reminders.ts';
import type { ReminderStage } from './reminder.ts';
import { daysBetween } from './timeline.ts';

export type ReminderLine = { row: RemindedRow; stage: ReminderStage; dueOn: string };

/** The most milestones one part of a letter tells; the rest stands on the desk. */
const MOST = 30;

/** What is most urgent comes first: what is late the longest, then what ends today, then what comes. */
const ORDER: readonly ReminderStage[] = ['director', 'division', 'after', 'on', 'before', 'quarter'];

/** The letter of a day to one official: what waits for a report, by how urgent it is, each with the way to its row. */
export function reminderLetter(
  around: Surroundings,
  given: { lang: Lang; lines: readonly ReminderLine[]; tenants: ReadonlyMap<string, Tenant>; today: string },
): WrittenLetter {
  const { lang, lines, tenants, today } = given;
  const words = around.words(lang);
  const format = formatOf(lang);
  const blocks: LetterBlock[] = [{ kind: 'text', text: words.ts('commitments.letter.greeting') }];
  for (const stage of ORDER) {
    const ofStage = lines.filter((line) => line.stage === stage);
    if (ofStage.length === 0) continue;
    blocks.push({ kind: 'heading', text: words.ts(`commitments.letter.stage.${stage}` as MessageKey) });
    blocks.push({
      kind: 'things',
      things: ofStage.slice(0, MOST).map(({ row, dueOn }) => {
        const title = pick(row.title, lang);
        const late = daysBetween(dueOn, today);
        const date = format.date(dueOn);
        return {
          title: `${row.reference} – ${title?.value ?? ''}`,
          lang: title && title.lang !== lang ? title.lang : undefined,
          href: around.absolute(`/desk/matrix/rows/${row.reference}`, {
            lang,
            tenant: tenants.get(row.institutionId) ?? null,
          }),
          note:
            late > 0
              ? words.ts('commitments.letter.late', { date, n: late })
              : words.ts('commitments.letter.due', { date }),
        };
      }),
    });
    if (ofStage.length > MOST)
      blocks.push({ kind: 'text', text: words.ts('commitments.letter.more', { n: ofStage.length - MOST }) });
  }
  const bodies = [...new Set(lines.map((line) => line.row.institutionId))];
  const tenant = bodies.length === 1 ? (tenants.get(bodies[0] ?? '') ?? null) : null;
  blocks.push({
    kind: 'link',
    label: words.ts('commitments.letter.open'),
    href: around.absolute('/desk', { lang, tenant }),
  });
  return writeLetter(
    {
      lang,
      tenant,
      subject: words.ts('commitments.letter.subject', { n: lines.length }),
      blocks,
      reason: words.ts('commitments.letter.reason'),
      home: around.absolute('/', { lang, tenant }),
    },
    words,
  );
}
