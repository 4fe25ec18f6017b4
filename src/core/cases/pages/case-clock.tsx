import { DeadlineSteps, deadlinesOf, type Explained, explainDeadline } from '#core/deadlines/index.ts';
import type { Db } from '#platform/db/database.ts';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { DateText } from '#platform/html/text.tsx';
import { CASE_SUBJECT } from '../clock.ts';
import type { CaseFile } from '../queries.ts';

/** How the running deadline of a case is counted; undefined where none runs. */
export async function explainCase(db: Db, { institutionId, id }: CaseFile): Promise<Explained | undefined> {
  const all = await deadlinesOf(db, institutionId, CASE_SUBJECT, [id]);
  const open = all.find(({ state }) => state === 'running' || state === 'late');
  return open && explainDeadline(db, open);
}

/** The last day, how late it is, and behind one line how the law counts it. */
export function CaseClock({ caseFile, explained }: { caseFile: CaseFile; explained: Explained | undefined }) {
  const { t, today } = usePage();
  const { dueOn, provisional } = caseFile;
  if (dueOn === null) return null;
  return (
    <div class="flow">
      <p>
        <b>
          <DateText date={dueOn} />
        </b>
        {provisional && <span class="soft"> {t('cases.clock.provisional')}</span>}
        {dueOn < today && <span class="lack"> {t('cases.clock.late')}</span>}
      </p>
      {explained && (
        <Details summary={t('cases.clock.how')}>
          <DeadlineSteps explained={explained} />
        </Details>
      )}
    </div>
  );
}
