import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, Law } from '#platform/html/text.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { managePersonalData } from '../access.ts';
import { closeProcessing } from '../actions/close-processing.ts';
import { openProcessing } from '../actions/open-processing.ts';
import { modeOf, type RegisteredProcessing, registeredProcessings } from '../processings.ts';

type Data = RegisteredProcessing & { institutionId: string; tabs: Tab[]; trial: boolean };

/** One processing: its reference is entered here, and from then on data are collected. */
export const processingPage = definePage<unknown, Data>({
  name: 'personal-data.processing-page',
  path: '/desk/processings/:kind',
  on: 'tenant',
  access: managePersonalData,
  async load(request) {
    const { db, page, params, offers, around } = request;
    const institutionId = page.tenant?.id ?? '';
    const mode = modeOf(around);
    const all = await registeredProcessings(db, institutionId, offers, mode);
    const found = all.find(({ processing }) => processing.kind === params.kind);
    if (!found) throw new NotFound();
    return { ...found, institutionId, tabs: deskTabs(request), trial: mode.trial };
  },
  view: ({ data, form }) => <OneProcessing data={data} form={form} />,
  submits: {
    open: {
      action: openProcessing,
      input: (values, { params }) => ({ kind: params.kind, reference: values.reference ?? '' }),
      done: () => withDone('/desk/processings'),
    },
    close: {
      action: closeProcessing,
      input: (_values, { params }) => ({ kind: params.kind }),
      done: () => withDone('/desk/processings'),
    },
  },
});

function OneProcessing({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { processing, row, state } = data;
  return (
    <DeskDocument
      title={ts(processing.purpose)}
      tabs={data.tabs}
      crumbs={[{ label: ts('personal-data.register.title'), path: '/desk/processings' }]}
    >
      <ErrorSummary state={form} />
      {!state.open && (
        <Banner kind="warn" title={t('personal-data.register.closed')}>
          <p>{t('personal-data.register.closed-text')}</p>
        </Banner>
      )}
      <Summary
        rows={[
          { label: t('personal-data.register.kind'), value: <Code>{processing.kind}</Code> },
          {
            label: t('personal-data.register.regime'),
            value: (
              <>
                {t(`personal-data.regimes.${processing.regime}`)}
                {processing.grounds && <> · {t(`personal-data.grounds.${processing.grounds}`)}</>}
              </>
            ),
          },
          { label: t('personal-data.notice.what'), value: t(processing.data) },
          { label: t('personal-data.notice.to-whom'), value: t(processing.recipients) },
          { label: t('personal-data.notice.how-long'), value: t(processing.retention) },
          row && { label: t('personal-data.register.reference'), value: <Code>{row.reference}</Code> },
        ]}
      />
      <Form state={form}>
        <Hidden name="do" value="open" />
        <TextInput
          name="reference"
          label={t('personal-data.register.reference')}
          hint={t(data.trial ? 'personal-data.register.reference-trial' : 'personal-data.register.reference-hint')}
          value={row && !row.sample ? row.reference : ''}
          dir="ltr"
          maxlength={60}
        />
        <Button>{t('personal-data.register.enter')}</Button>
      </Form>
      {state.open && (
        <section class="mt-6 flow" aria-labelledby="close">
          <h2 id="close">{t('personal-data.register.close')}</h2>
          <p class="measure">{t('personal-data.register.close-text')}</p>
          <Form enhance={false}>
            <Hidden name="do" value="close" />
            <Button kind="alert">{t('personal-data.register.close')}</Button>
          </Form>
        </section>
      )}
      <p class="mt-4">
        <Law>{t('personal-data.register.law')}</Law>
      </p>
    </DeskDocument>
  );
}
