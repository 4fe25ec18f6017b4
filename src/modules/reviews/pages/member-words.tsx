import { usePage } from '#platform/html/context.tsx';
import { DateRange } from '#platform/html/text.tsx';
import type { Member } from '../follow-up-body.ts';

/** A member's name, or (without consent, where everybody reads) that it is not published. */
export function MemberName({ member, open }: { member: Member; open: boolean }) {
  const { t } = usePage();
  if (open || member.consentedOn !== null) return <bdi>{member.name}</bdi>;
  return <span class="soft">{t('reviews.members.unnamed')}</span>;
}

/** From when to when a mandate runs. */
export function MandateDates({ member }: { member: Member }) {
  return <DateRange start={member.startsOn} end={member.endsOn} />;
}
