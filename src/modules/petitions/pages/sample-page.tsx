import { DeskDocument } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField, TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code } from '#platform/html/text.tsx';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { readSheet } from '#platform/sheets/read-sheet.ts';
import { XLSX_TYPE } from '#platform/sheets/sheet.ts';
import { judgeSignatures } from '../access.ts';
import { importSampleAnswers } from '../actions/import-sample-answers.ts';
import { CHECK_RESULTS } from '../judging.ts';
import { type Sample, samplesOf } from '../queries/samples.ts';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';
import { one } from './form-values.ts';

type Data = DeskPetition & { sample: Sample };

/** One sample: its file out, the answers in, and what they say of all signatures. */
export const samplePage = definePage<unknown, Data>({
  name: 'petitions.sample-page',
  path: '/desk/signatures/:reference/samples/:id',
  on: 'tenant',
  access: judgeSignatures,
  load: sampleOf,
  view: ({ data, form }) => <SampleView data={data} form={form} />,
  submit: {
    action: importSampleAnswers,
    async input(values, { params, page }, files) {
      // A file is only looked into for whoever may send one.
      checkAccess(judgeSignatures, page.actor, { institutionId: page.tenant?.id ?? '' }, page);
      const pasted = (one(values, 'pasted') ?? '').trim();
      const bytes = files.find(({ field }) => field === 'file')?.bytes ?? (pasted && new TextEncoder().encode(pasted));
      if (!bytes) throw new InvalidInput([{ pointer: '/file', key: 'platform.errors.missing' }]);
      const { rows } = await readSheet(bytes, { sheet: '', pointer: '/file' });
      return { petition: params.reference, sample: params.id, rows };
    },
    done: (_result, { params }) => `/desk/signatures/${params.reference}/samples/${params.id}?done=1`,
  },
});

/** The sample of an address; else 404. */
export async function sampleOf(request: PageRequest<unknown>): Promise<Data> {
  const petition = await deskPetition(request);
  const sample = (await samplesOf(request.db, petition)).find(({ id }) => id === request.params.id);
  if (!sample) throw new NotFound();
  return { ...petition, sample };
}

function SampleView({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, href } = usePage();
  const { sample } = data;
  const here = `/desk/signatures/${data.reference}`;
  return (
    <DeskDocument
      title={ts('petitions.samples.number', { number: sample.number })}
      tabs={data.tabs}
      crumbs={[
        ...signaturesCrumbs(data, ts('petitions.signatures.title')),
        { label: ts('petitions.samples.title'), path: `${here}/samples` },
      ]}
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('petitions.samples.register'), value: t(`petitions.register.${sample.register}`) },
          {
            label: t('petitions.samples.size'),
            value: t('petitions.samples.of', { size: sample.size, all: sample.drawnFrom }),
          },
          { label: t('petitions.samples.seed'), value: <Code>{sample.seed}</Code> },
        ]}
      />
      <Chapter id="out" title={t('petitions.samples.out')} intro={t('petitions.samples.out-intro')}>
        <ButtonLink path={`${here}/samples/${sample.id}/sample.csv`}>{t('petitions.samples.download')}</ButtonLink>
        <p>
          <a href={href(`/desk/registers/${sample.register}`)}>{t('petitions.samples.formats')}</a>
        </p>
      </Chapter>
      <Chapter id="in" title={t('petitions.samples.in')}>
        <Form state={form} files label={ts('petitions.samples.in')}>
          <FileField
            name="file"
            label={t('petitions.samples.file')}
            hint={t('petitions.samples.file-hint')}
            accept={`text/csv,.csv,${XLSX_TYPE},.xlsx`}
          />
          <TextArea name="pasted" label={t('petitions.samples.pasted')} optional />
          <Button>{t('petitions.samples.send')}</Button>
        </Form>
      </Chapter>
      {sample.checkedAt && <Results data={data} />}
    </DeskDocument>
  );
}

function Results({ data }: { data: Data }) {
  const { t, ts, href, format } = usePage();
  const { sample, required } = data;
  const { estimate } = sample;
  const judge = (result: string) =>
    `/desk/signatures/${data.reference}/invalidate?${new URLSearchParams({ kind: 'sample', sample: sample.id, result })}`;
  return (
    <Chapter id="results" title={t('petitions.samples.results')}>
      <Summary
        rows={[
          ...CHECK_RESULTS.map((result) => ({
            label: t(`petitions.check-result.${result}`),
            value: (
              <>
                {format.number(sample.results[result])}
                {(result === 'not-found' || result === 'not-eligible') && sample.results[result] > 0 && (
                  <>
                    {' · '}
                    <a href={href(judge(result))}>{t('petitions.samples.judge')}</a>
                  </>
                )}
              </>
            ),
          })),
          estimate && {
            label: t('petitions.samples.good'),
            value: t('petitions.samples.interval', {
              share: format.percent(estimate.share),
              low: format.percent(estimate.low),
              high: format.percent(estimate.high),
            }),
          },
          estimate && {
            label: t('petitions.samples.estimated'),
            value: t('petitions.samples.estimated-of', { ...estimate.signatures, all: sample.drawnFrom }),
          },
        ]}
      />
      {estimate && required !== null && (
        <p class="measure">
          {ts(
            estimate.signatures.low >= required
              ? 'petitions.samples.enough'
              : estimate.signatures.high < required
                ? 'petitions.samples.not-enough'
                : 'petitions.samples.undecided',
            { required },
          )}
        </p>
      )}
    </Chapter>
  );
}
