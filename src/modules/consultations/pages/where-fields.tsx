import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { plain } from '#platform/i18n/text.ts';
import { type ActivityKind, ADDRESSED_KINDS, isHeldKind } from '../consultation.ts';
import { NEW_THING } from '../hold.ts';
import type { Free } from '../queries/held.ts';

type Props = {
  kind: ActivityKind;
  /** What it may hold, and whether whoever asks may begin one. */
  free?: readonly Free[];
  begins?: boolean;
  /** What is chosen at first. */
  thing?: string;
  target?: string;
};

/** Where an activity is held: begun here, one that the body has already, or at an address. Nothing for what lives on the page itself. */
export function WhereFields({ kind, free = [], begins = false, thing, target }: Props) {
  const { t, ts, lang } = usePage();
  return (
    <>
      {isHeldKind(kind) && (
        <Select
          name="thing"
          label={t('consultations.field.thing')}
          hint={t('consultations.write.thing-hint')}
          value={thing}
          empty={kind === 'draft-text' ? ts('consultations.write.choose') : ts('consultations.write.elsewhere')}
          choices={[
            ...(begins ? [{ value: NEW_THING, label: ts('consultations.write.begin') }] : []),
            ...free.map(({ reference, title }) => ({
              value: reference,
              label: `${plain(title, lang)} (${reference})`,
              group: ts('consultations.write.existing'),
            })),
          ]}
        />
      )}
      {ADDRESSED_KINDS.has(kind) && (
        <TextInput
          name="target"
          label={t('consultations.field.target')}
          hint={t('consultations.write.target-hint')}
          value={target}
          dir="ltr"
          optional={isHeldKind(kind)}
        />
      )}
    </>
  );
}

const ROOMS: Record<string, string> = { ENQ: 'surveys', VOT: 'votes', TXT: 'draft-texts' };

/** Where a held thing is prepared, by its reference. */
export function heldDeskPath(reference: string): string | undefined {
  const room = ROOMS[reference.slice(0, 3)];
  return room && `/desk/${room}/${reference}`;
}
