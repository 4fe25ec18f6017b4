import { DeskDocument } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { judgeSignatures } from '../access.ts';
import { takeSample } from '../actions/take-sample.ts';
import { PETITION_LAWS } from '../law.ts';
import { type Sample, samplesOf } from '../queries/samples.ts';
import { REGISTERS, SAMPLE_MOST } from '../sampling.ts';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';
import { one } from './form-values.ts';
import { SampleTable } from './sample-table.tsx';

type Data = DeskPetition & { samples: Sample[] };

/** The samples of a petition: what was drawn, and a new one. */
export const samplesPage = definePage<unknown, Data>({
  name: 'petitions.samples-page',
  path: '/desk/signatures/:reference/samples',
  on: 'tenant',
  access: judgeSignatures,
  load: async (request) => {
    const petition = await deskPetition(request);
    return { ...petition, samples: await samplesOf(request.db, petition) };
  },
  view: ({ data, form }) => <Samples data={data} form={form} />,
  submit: {
    action: takeSample,
    input: (values, { params }) => ({
      petition: params.reference,
      register: one(values, 'register'),
      size: one(values, 'size'),
    }),
    done: ({ sample }: { sample: string }, { params }) => `/desk/signatures/${params.reference}/samples/${sample}`,
  },
});

function Samples({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  const here = `/desk/signatures/${data.reference}`;
  const asks = PETITION_LAWS[data.level].electoralCondition === 'registrable';
  return (
    <DeskDocument
      title={ts('petitions.samples.title')}
      lead={t('petitions.samples.lead')}
      tabs={data.tabs}
      crumbs={signaturesCrumbs(data, ts('petitions.signatures.title'))}
    >
      <ErrorSummary state={form} />
      <Banner>
        <p>{t('petitions.samples.law')}</p>
      </Banner>
      {data.samples.length > 0 && (
        <SampleTable samples={data.samples} link={({ id }) => href(`${here}/samples/${id}`)} />
      )}
      <Chapter id="take" title={t('petitions.samples.take')} intro={t('petitions.samples.take-intro')}>
        <Form state={form}>
          <Radios
            name="register"
            label={t('petitions.samples.register')}
            value={asks ? 'electoral' : 'population'}
            choices={REGISTERS.map((register) => ({ value: register, label: ts(`petitions.register.${register}`) }))}
          />
          <TextInput
            name="size"
            label={t('petitions.samples.size')}
            hint={t('petitions.samples.size-hint', { most: SAMPLE_MOST })}
            inputMode="numeric"
            dir="ltr"
            width={4}
          />
          <Button>{t('petitions.samples.take')}</Button>
        </Form>
      </Chapter>
      <Chapter id="formats" title={t('petitions.samples.formats')}>
        <ul>
          {REGISTERS.map((register) => (
            <li>
              <a href={href(`/desk/registers/${register}`)}>{t(`petitions.register.${register}`)}</a>
            </li>
          ))}
        </ul>
      </Chapter>
    </DeskDocument>
  );
}
