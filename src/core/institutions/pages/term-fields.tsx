import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';

/** From when to when somebody holds a post. */
export function TermFields() {
  const { t, today } = usePage();
  return (
    <>
      <DateField name="startsOn" label={t('institutions.staff.starts')} value={today} />
      <DateField name="endsOn" label={t('institutions.staff.ends')} hint={t('institutions.staff.ends-hint')} optional />
    </>
  );
}
