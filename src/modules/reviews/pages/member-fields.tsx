import type { Official } from '#core/institutions/index.ts';
import type { Territory } from '#core/territory/index.ts';
import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { plain } from '#platform/i18n/text.ts';
import { GENDERS, MEMBER_FUNCTIONS, type Member, ORGANISATION_KINDS, SIDES } from '../follow-up-body.ts';

type MemberFieldsProps = { member?: Member; provinces: readonly Territory[]; officials: readonly Official[] };

/** Who a member is and whom the member represents. */
export function MemberFields({ member, provinces, officials }: MemberFieldsProps) {
  const { t, ts, lang } = usePage();
  const choices = <T extends string>(values: readonly T[], word: (value: T) => string) =>
    values.map((value) => ({ value, label: word(value) }));
  return (
    <>
      <TextInput name="name" label={t('reviews.members.name')} value={member?.name} maxlength={120} />
      <Radios
        name="side"
        label={t('reviews.members.side')}
        value={member?.side}
        choices={choices(SIDES, (side) => ts(`reviews.members.sides.${side}`))}
      />
      <TextInput
        name="organisation"
        label={t('reviews.members.organisation')}
        hint={t('reviews.members.organisation-hint')}
        value={member?.organisation}
        maxlength={200}
      />
      <Select
        name="organisationKind"
        label={t('reviews.members.organisation-kind')}
        empty={ts('reviews.form.choose-one')}
        value={member?.organisationKind}
        choices={choices(ORGANISATION_KINDS, (kind) => ts(`reviews.members.organisation-kinds.${kind}`))}
      />
      <Radios
        name="function"
        label={t('reviews.members.function')}
        value={member?.function ?? 'member'}
        choices={choices(MEMBER_FUNCTIONS, (each) => ts(`reviews.members.functions.${each}`))}
      />
      <Select
        name="gender"
        label={t('reviews.members.gender')}
        hint={t('reviews.members.gender-hint')}
        empty={ts('reviews.members.not-stated')}
        value={member?.gender ?? ''}
        choices={choices(GENDERS, (gender) => ts(`reviews.members.genders.${gender}`))}
        optional
      />
      <Select
        name="province"
        label={t('reviews.members.province')}
        empty={ts('reviews.members.not-stated')}
        value={member?.province ?? ''}
        choices={provinces.map((each) => ({ value: each.code, label: plain(each.name, lang) }))}
        optional
      />
      <Select
        name="person"
        label={t('reviews.members.account')}
        hint={t('reviews.members.account-hint')}
        empty={ts('reviews.members.no-account')}
        value={member?.personId ?? ''}
        choices={officials.map(({ personId, name }) => ({ value: personId, label: name }))}
        optional
      />
      <Checkbox
        name="consent"
        label={ts('reviews.members.consent')}
        hint={ts('reviews.members.consent-hint')}
        checked={member !== undefined && member.consentedOn !== null}
      />
    </>
  );
}
