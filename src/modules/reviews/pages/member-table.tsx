import type { Territory } from '#core/territory/index.ts';
import { usePage } from '#platform/html/context.tsx';
import { type Column, Table } from '#platform/html/table.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import type { Member } from '../follow-up-body.ts';
import { MandateDates, MemberName } from './member-words.tsx';

type MemberTableProps = {
  caption: string;
  members: readonly Member[];
  provinces: ReadonlyMap<string, Territory>;
  /** On the desk every name is shown, and leads to the mandate. */
  desk?: boolean;
  /** Of past mandates the table says why they ended. */
  past?: boolean;
};

/** Members with what they represent. Names stand only where the member agreed, except on the desk. */
export function MemberTable({ caption, members, provinces, desk = false, past = false }: MemberTableProps) {
  const { t, ts, href } = usePage();
  const columns: Column<Member>[] = [
    {
      key: 'name',
      label: ts('reviews.members.name'),
      head: true,
      cell: (member) =>
        desk ? (
          <a href={href(`/desk/follow-up/members/${member.id}`)}>
            <MemberName member={member} open />
          </a>
        ) : (
          <MemberName member={member} open={false} />
        ),
    },
    {
      key: 'function',
      label: ts('reviews.members.function'),
      cell: (member) => t(`reviews.members.functions.${member.function}`),
    },
    {
      key: 'organisation',
      label: ts('reviews.members.organisation'),
      cell: (member) => (
        <>
          <bdi>{member.organisation}</bdi>
          <br />
          <span class="soft">{t(`reviews.members.sides.${member.side}`)}</span>
        </>
      ),
    },
    {
      key: 'province',
      label: ts('reviews.members.province'),
      cell: (member) =>
        member.province === null ? (
          <span class="soft">{t('reviews.members.not-stated')}</span>
        ) : (
          <Multilingual text={provinces.get(member.province)?.name ?? { fr: member.province }} />
        ),
    },
    { key: 'mandate', label: ts('reviews.members.mandate'), cell: (member) => <MandateDates member={member} /> },
  ];
  if (past)
    columns.push({
      key: 'reason',
      label: ts('reviews.members.ended'),
      cell: (member) => member.endReason && t(`reviews.members.reasons.${member.endReason}`),
    });
  return <Table caption={caption} hideCaption columns={columns} rows={members} />;
}
