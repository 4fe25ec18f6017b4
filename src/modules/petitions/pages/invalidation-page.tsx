import { DeskDocument } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { judgeSignatures } from '../access.ts';
import { restoreSignatures } from '../actions/restore-signatures.ts';
import { isJudged } from '../petition.ts';
import { type Invalidation, invalidationById } from '../queries/judging.ts';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';
import { one } from './form-values.ts';

type Data = DeskPetition & { finding: Invalidation };

/** A finding that signatures do not count: its reasons, and how it is taken back. */
export const invalidationPage = definePage<unknown, Data>({
  name: 'petitions.invalidation-page',
  path: '/desk/signatures/:reference/invalidations/:id',
  on: 'tenant',
  access: judgeSignatures,
  load: async (request) => {
    const petition = await deskPetition(request);
    const { id = '' } = request.params;
    const finding = isId(id) ? await invalidationById(request.db, petition, id) : undefined;
    if (!finding) throw new NotFound();
    return { ...petition, finding };
  },
  view: ({ data, form }) => <Finding data={data} form={form} />,
  submit: {
    action: restoreSignatures,
    input: (values, { params }) => ({
      petition: params.reference,
      invalidation: params.id,
      reasons: one(values, 'reasons') ?? '',
    }),
    done: (_result, { params }) => `/desk/signatures/${params.reference}/invalidations/${params.id}?done=1`,
  },
});

function Finding({ data, form }: { data: Data; form: FormState }) {
  const { t, ts, format } = usePage();
  const { finding } = data;
  const here = `/desk/signatures/${data.reference}`;
  return (
    <DeskDocument
      title={ts('petitions.invalidate.finding')}
      tabs={data.tabs}
      crumbs={[
        ...signaturesCrumbs(data, ts('petitions.signatures.title')),
        { label: ts('petitions.checks.title'), path: `${here}/checks` },
      ]}
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('petitions.checks.at'), value: <DateTimeText instant={finding.at} /> },
          { label: t('petitions.page.signatures'), value: format.number(finding.signatures) },
          { label: t('petitions.desk.ground'), value: t(`petitions.invalidation-ground.${finding.ground}`) },
          { label: t('petitions.invalidate.meant'), value: t(`petitions.criterion.${finding.criterion.kind}`) },
          { label: t('petitions.invalidate.reasons'), value: <bdi>{finding.reasons}</bdi> },
          finding.undoneAt !== null && {
            label: t('petitions.checks.undone'),
            value: <DateTimeText instant={finding.undoneAt} />,
          },
          finding.undoneReasons !== null && {
            label: t('petitions.invalidate.undo-reasons'),
            value: <bdi>{finding.undoneReasons}</bdi>,
          },
        ]}
      />
      {finding.undoneAt === null && isJudged(data) && (
        <Chapter id="undo" title={t('petitions.invalidate.undo')}>
          <p class="measure">{t('petitions.invalidate.undo-text')}</p>
          <Form state={form}>
            <TextArea name="reasons" label={t('petitions.invalidate.undo-reasons')} maxlength={2_000} />
            <Button>{t('petitions.invalidate.undo')}</Button>
          </Form>
        </Chapter>
      )}
    </DeskDocument>
  );
}
