import { usePage } from '#platform/html/context.tsx';
import type { SummaryRow } from '#platform/html/summary.tsx';
import type { Status } from '#platform/html/tag.tsx';
import { Code, DateText, Ltr, Multilingual, Prose } from '#platform/html/text.tsx';
import type { Association, Declaration, Particulars } from '../association.ts';
import type { Seat } from '../queries.ts';

/** How the state of an association is said. */
export function useAssociationStatus(): (one: Pick<Association, 'state' | 'proposed' | 'closedWhy'>) => Status {
  const { t } = usePage();
  return ({ state, proposed, closedWhy }) => {
    if (state === 'closed')
      return {
        tone: 'plain',
        label: t(closedWhy === 'left' ? 'associations.state.left' : 'associations.state.dissolved'),
      };
    if (state === 'verified')
      return proposed
        ? { tone: 'in-progress', label: t('associations.state.changes') }
        : { tone: 'finished', label: t('associations.state.verified') };
    return state === 'refused'
      ? { tone: 'incomplete', label: t('associations.state.refused') }
      : { tone: 'not-started', label: t('associations.state.declared') };
  };
}

/** A seat in words: the commune, its province, its region. */
export function SeatText({ seat }: { seat: Seat | undefined }) {
  if (!seat) return null;
  return (
    <>
      <Multilingual text={seat.name} as="bdi" />
      {seat.within.map((above) => (
        <>
          {' – '}
          <Multilingual text={above.name} as="bdi" />
        </>
      ))}
    </>
  );
}

/** What an official compares with the receipt. */
export function useDeclarationRows(): (
  given: Declaration,
  seat: Seat | undefined,
) => Record<keyof Declaration, SummaryRow | null> {
  const { t } = usePage();
  return (given, seat) => ({
    name: { label: t('associations.field.name'), value: <Names text={given.name} /> },
    purpose: { label: t('associations.field.purpose'), value: <Prose text={given.purpose} /> },
    seat: { label: t('associations.field.seat'), value: <SeatText seat={seat} /> },
    address: { label: t('associations.field.address'), value: <bdi>{given.address}</bdi> },
    createdOn: { label: t('associations.field.created'), value: <DateText date={given.createdOn} /> },
    receiptKind: {
      label: t('associations.field.receipt'),
      value: t(`associations.receipt.${given.receiptKind}`),
    },
    receiptNumber: { label: t('associations.field.receipt-number'), value: <Code>{given.receiptNumber}</Code> },
    receiptOn: { label: t('associations.field.receipt-on'), value: <DateText date={given.receiptOn} /> },
    receiptAuthority: { label: t('associations.field.authority'), value: <bdi>{given.receiptAuthority}</bdi> },
    publicUtility: given.publicUtility
      ? { label: t('associations.field.public-utility'), value: <bdi>{given.publicUtility}</bdi> }
      : null,
  });
}

function Names({ text }: { text: Declaration['name'] }) {
  const names = Object.entries(text);
  return (
    <>
      {names.map(([lang, name], index) => (
        <>
          {index > 0 && <br />}
          <Multilingual text={{ [lang]: name }} as="bdi" />
        </>
      ))}
    </>
  );
}

/** What the association says of itself. */
export function useParticularRows(): (given: Particulars) => (SummaryRow | null)[] {
  const { t, format } = usePage();
  return ({ members, website, email, phone }) => [
    members === null
      ? null
      : {
          label: t('associations.field.members'),
          value: t('associations.field.members-n', { n: members, said: format.number(members) }),
        },
    website
      ? {
          label: t('associations.field.website'),
          value: (
            <a href={website} rel="nofollow noopener">
              <Ltr>{website.replace(/^https?:\/\//, '').replace(/\/$/, '')}</Ltr>
            </a>
          ),
        }
      : null,
    email
      ? {
          label: t('associations.field.email'),
          value: (
            <a href={`mailto:${email}`}>
              <Ltr>{email}</Ltr>
            </a>
          ),
        }
      : null,
    phone ? { label: t('associations.field.phone'), value: <Ltr>{phone}</Ltr> } : null,
  ];
}
