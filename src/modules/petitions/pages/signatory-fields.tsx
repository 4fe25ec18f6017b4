import { Checkbox, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Hidden } from '#platform/html/form.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { ADDRESS_MAX, NAME_MAX } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { ACTIVITY } from './form-values.ts';

type SignatoryProps = {
  petition: Pick<Petition, 'level' | 'perProvinceMinimum'>;
  provinces: readonly { code: string; name: Text }[];
  name?: string | undefined;
};

/** What somebody who signs says of themselves: name, where they live or work, and what may be published. */
export function SignatoryFields({ petition, provinces, name }: SignatoryProps) {
  const { t, ts, lang } = usePage();
  const { level, perProvinceMinimum } = petition;
  return (
    <>
      <TextInput
        name="name"
        label={t('petitions.sign.name')}
        hint={t('petitions.sign.name-hint')}
        value={name}
        autocomplete="name"
        maxlength={NAME_MAX}
      />
      {level === 'region' ? (
        <>
          <Hidden name="asks-territory" value="1" />
          <Radios
            name="territory"
            label={t('petitions.sign.where')}
            hint={t('petitions.sign.where-hint', { n: perProvinceMinimum ?? 0 })}
            look="two"
            choices={[
              ...provinces.map((one) => ({ value: one.code, label: plain(one.name, lang) })),
              {
                value: ACTIVITY,
                label: ts('petitions.sign.elsewhere'),
                hint: ts('petitions.sign.elsewhere-hint'),
              },
            ]}
          />
        </>
      ) : (
        <Radios
          name="tie"
          label={t('petitions.sign.tie')}
          choices={(['residence', 'activity'] as const).map((tie) => ({
            value: tie,
            label: ts(`petitions.sign.tie-${tie}`),
          }))}
        />
      )}
      <TextInput
        name="address"
        label={t('petitions.sign.address')}
        hint={t('petitions.sign.address-hint')}
        autocomplete="address-line1"
        maxlength={ADDRESS_MAX}
        optional
      />
      <Checkbox name="declares" label={ts('petitions.sign.declares')} />
      <Checkbox name="publish" label={ts('petitions.sign.publish')} hint={ts('petitions.sign.publish-hint')} />
    </>
  );
}
