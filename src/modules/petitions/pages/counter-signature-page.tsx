import { DeskDocument } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Checkbox } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { newId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { collectSignatures } from '../access.ts';
import { recordSignature } from '../actions/record-signature.ts';
import type { Signed } from '../actions/sign-petition.ts';
import { takesSignatures } from '../petition.ts';
import { provincesOf } from '../sign.ts';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';
import { one, signatoryOf } from './form-values.ts';
import { SignatoryFields } from './signatory-fields.tsx';
import { afterSigning } from './signed.ts';

type Data = DeskPetition & { provinces: { code: string; name: Text }[]; entry: string };

/** Takes the signature of somebody who stands at the counter; afterwards the receipt is there to be printed. */
export const counterSignaturePage = definePage<unknown, Data>({
  name: 'petitions.counter-signature-page',
  path: '/desk/signatures/:reference/counter',
  on: 'tenant',
  access: collectSignatures,
  load: async (request) => {
    const petition = await deskPetition(request);
    if (!takesSignatures(petition, request.page.today)) throw new NotFound();
    const provinces = petition.level === 'region' ? await provincesOf(request.db, petition.institutionId) : [];
    return { ...petition, provinces, entry: newId() };
  },
  view: ({ data, form }) => <CounterSignature petition={data} form={form} />,
  submit: {
    action: recordSignature,
    input: (values, { params, page }) => ({
      petition: params.reference,
      ...signatoryOf(values),
      entry: one(values, 'entry'),
      copy: one(values, 'copy') !== undefined,
      lang: page.lang,
    }),
    done: (result: Signed, request) => afterSigning(result, request),
  },
});

function CounterSignature({ petition, form }: { petition: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('petitions.counter.title')}
      lead={t('petitions.sign.you-sign', { title: <bdi>{petition.title}</bdi> })}
      tabs={petition.tabs}
      crumbs={signaturesCrumbs(petition, ts('petitions.signatures.title'))}
    >
      <ErrorSummary state={form} />
      <p class="measure">{t('petitions.counter.tell')}</p>
      <Form state={form}>
        <Hidden name="entry" value={one(form.values, 'entry') ?? petition.entry} />
        <SignatoryFields petition={petition} provinces={petition.provinces} />
        <Checkbox name="copy" label={ts('petitions.counter.copy')} hint={ts('petitions.counter.copy-hint')} />
        <Button>{t('petitions.counter.take')}</Button>
      </Form>
    </DeskDocument>
  );
}
