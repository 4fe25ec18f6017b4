import type { ComponentChildren } from 'preact';
import { dateOf, one, TextFields, textOf } from '#core/institutions/index.ts';
import type { Place } from '#core/territory/index.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField, Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextArea, TextInput } from '#platform/html/field.tsx';
import { Form } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { FormState } from '#platform/page.ts';
import { type Declaration, FUNCTIONS, type Particulars, RECEIPT_KINDS } from '../association.ts';

/** What was typed about an association, as the input of an action. */
export function associationOf(values: FormState['values']) {
  return {
    name: textOf(values, 'name'),
    purpose: textOf(values, 'purpose'),
    seat: one(values, 'seat'),
    address: one(values, 'address'),
    createdOn: dateOf(values, 'createdOn'),
    receiptKind: one(values, 'receiptKind'),
    receiptNumber: one(values, 'receiptNumber'),
    receiptOn: dateOf(values, 'receiptOn'),
    receiptAuthority: one(values, 'receiptAuthority'),
    publicUtility: one(values, 'publicUtility'),
    members: one(values, 'members'),
    website: one(values, 'website'),
    email: one(values, 'email'),
    phone: one(values, 'phone'),
  };
}

/** Where the seat is: first the province, because the communes of all the country are too many for one list. */
export function ProvinceForm({ path, provinces, value }: { path: string; provinces: readonly Place[]; value: string }) {
  const { t, ts, lang, format } = usePage();
  const choices = provinces
    .map(({ code, name }) => ({ value: code, label: plain(name, lang) }))
    .sort((a, b) => format.compare(a.label, b.label));
  return (
    <Form method="get" action={path} label={ts('associations.form.province')}>
      <Select
        name="province"
        label={t('associations.form.province')}
        hint={t('associations.form.province-hint')}
        value={value}
        empty={ts('associations.form.choose')}
        choices={choices}
      />
      <Button kind={value ? 'quiet' : undefined}>{t('associations.form.continue')}</Button>
    </Form>
  );
}

type FieldsProps = { known?: Declaration & Particulars; communes: readonly Place[] };

/** The fields that an official compares with the receipt, and those the association says of itself. */
export function AssociationFields({ known, communes }: FieldsProps) {
  const { t, ts, lang, format } = usePage();
  const choices = communes
    .map(({ code, name }) => ({ value: code, label: plain(name, lang) }))
    .sort((a, b) => format.compare(a.label, b.label));
  return (
    <>
      <Chapter id="identity" title={t('associations.form.identity')}>
        <TextFields name="name" label={ts('associations.field.name')} value={known?.name} optional={['fr', 'en']} />
        {(['ar', 'fr', 'en'] as const).map((each) => (
          <TextArea
            name={`purpose.${each}`}
            label={
              <>
                {t('associations.field.purpose')} – <span lang={each}>{LANGUAGE_NAMES[each]}</span>
              </>
            }
            hint={each === 'ar' ? t('associations.form.purpose-hint') : undefined}
            value={known?.purpose[each]}
            optional={each !== 'ar'}
            rows={each === 'ar' ? 4 : 2}
            maxlength={2_000}
          />
        ))}
        <DateField
          name="createdOn"
          label={t('associations.field.created')}
          hint={t('associations.form.created-hint')}
          value={known?.createdOn}
        />
        <Select
          name="seat"
          label={t('associations.form.commune')}
          value={known?.seat}
          empty={ts('associations.form.choose')}
          choices={choices}
        />
        <TextInput name="address" label={t('associations.field.address')} value={known?.address} maxlength={300} />
      </Chapter>
      <Chapter id="receipt" title={t('associations.form.receipt')} intro={t('associations.form.receipt-text')}>
        <Radios
          name="receiptKind"
          label={t('associations.field.receipt')}
          value={known?.receiptKind}
          choices={RECEIPT_KINDS.map((value) => ({
            value,
            label: ts(`associations.receipt.${value}`),
            hint: ts(`associations.receipt.${value}-hint`),
          }))}
        />
        <TextInput
          name="receiptNumber"
          label={t('associations.field.receipt-number')}
          value={known?.receiptNumber}
          width={8}
          maxlength={60}
        />
        <DateField name="receiptOn" label={t('associations.field.receipt-on')} value={known?.receiptOn} />
        <TextInput
          name="receiptAuthority"
          label={t('associations.field.authority')}
          hint={t('associations.form.authority-hint')}
          value={known?.receiptAuthority}
          maxlength={200}
        />
        <TextInput
          name="publicUtility"
          label={t('associations.field.public-utility')}
          hint={t('associations.form.public-utility-hint')}
          value={known?.publicUtility ?? ''}
          optional
          maxlength={200}
        />
      </Chapter>
      <Chapter id="public" title={t('associations.form.public')} intro={t('associations.form.public-text')}>
        <TextInput
          name="members"
          label={t('associations.field.members')}
          value={known?.members === null ? '' : known?.members.toString()}
          inputMode="numeric"
          dir="ltr"
          width={4}
          optional
          maxlength={8}
        />
        <TextInput
          name="website"
          type="url"
          label={t('associations.field.website')}
          value={known?.website ?? ''}
          optional
          maxlength={300}
        />
        <TextInput
          name="email"
          type="email"
          label={t('associations.field.email')}
          value={known?.email ?? ''}
          optional
          maxlength={254}
        />
        <TextInput
          name="phone"
          type="tel"
          label={t('associations.field.phone')}
          value={known?.phone ?? ''}
          optional
          width={8}
          maxlength={30}
        />
      </Chapter>
    </>
  );
}

type RepresentativeProps = { hint: ComponentChildren };

/** Somebody as a representative: name, function, end of the term. */
export function RepresentativeFields({ hint }: RepresentativeProps) {
  const { t, ts } = usePage();
  return (
    <>
      <TextInput
        name="representative"
        label={t('associations.representative.name')}
        hint={hint}
        autocomplete="off"
        maxlength={120}
      />
      <Radios
        name="function"
        label={t('associations.representative.function')}
        choices={FUNCTIONS.map((value) => ({ value, label: ts(`associations.function.${value}`) }))}
      />
      <DateField
        name="untilOn"
        label={t('associations.representative.until')}
        hint={t('associations.representative.until-hint')}
        optional
      />
    </>
  );
}

/** What was typed about a representative. */
export function representativeOf(values: FormState['values']) {
  return {
    representative: one(values, 'representative'),
    function: one(values, 'function'),
    untilOn: dateOf(values, 'untilOn'),
  };
}
