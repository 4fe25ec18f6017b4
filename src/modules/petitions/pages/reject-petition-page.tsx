import { z } from 'zod';
import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { examinePetition } from '../access.ts';
import { rejectPetition } from '../actions/reject-petition.ts';
import { articleOf, CONDITIONS, type Condition } from '../council.ts';
import { PETITION_LAWS } from '../law.ts';
import { type Filed, findFiled } from '../move-filed.ts';
import { CouncilWordsFields } from './council-forms.tsx';
import { one } from './form-values.ts';

const query = z.object({ ground: z.enum(CONDITIONS).optional().catch(undefined) });
type Query = z.infer<typeof query>;
type Data = Filed & { ground: Condition; text: Text; tabs: Tab[] };

/** The refusal of the bureau for one condition that is not met: the text of the decision stands there in Arabic and French, to complete. */
export const rejectPetitionPage = definePage<Query, Data>({
  name: 'petitions.reject-petition-page',
  path: '/desk/petitions/:reference/reject',
  on: 'tenant',
  query,
  access: examinePetition,
  load: async (request) => {
    const { db, page, params, around, query: asked } = request;
    const petition = await findFiled({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || !asked.ground) throw new NotFound();
    const { ground } = asked;
    const values = {
      reference: petition.reference,
      law: PETITION_LAWS[petition.level].law,
      articles: articleOf(petition.level, ground),
    };
    const text = Object.fromEntries(
      (['ar', 'fr'] as const).map((lang) => {
        const { ts } = around.words(lang);
        const because = ts(`petitions.because.${ground}`);
        return [lang, ts('petitions.council.decision', { ...values, because })];
      }),
    );
    return { ...petition, ground, text, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <RejectPetition data={data} form={form} />,
  submit: {
    action: rejectPetition,
    input: (values, { params, query: { ground } }) => ({
      petition: params.reference,
      ground: ground ?? one(values, 'ground'),
      reasons: { ar: one(values, 'reasons.ar') ?? '', fr: one(values, 'reasons.fr') ?? '' },
    }),
    done: (_result, { params }) => withDone(`/desk/petitions/${params.reference}/council`),
  },
});

function RejectPetition({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  const { reference, ground, text, caseFile } = data;
  return (
    <DeskDocument
      title={ts('petitions.council.reject')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('petitions.desk.council'), path: '/desk/petitions' },
        { label: reference, path: `/desk/petitions/${reference}/council` },
      ]}
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('petitions.field.reference'), value: <Code>{reference}</Code> },
          { label: t('petitions.council.ground'), value: t(`petitions.condition.${ground}`) },
          caseFile.dueOn !== null && {
            label: t('petitions.council.refusal-due'),
            value: <DateText date={caseFile.dueOn} />,
          },
        ]}
      />
      <p class="measure">{t('petitions.council.reject-text')}</p>
      <Form state={form} action={`/desk/petitions/${reference}/reject?ground=${ground}`}>
        <Hidden name="ground" value={ground} />
        <CouncilWordsFields name="reasons" value={text} />
        <p class="measure">{t('petitions.remedy.annulment')}</p>
        <Button kind="alert">{t('petitions.council.reject')}</Button>
      </Form>
    </DeskDocument>
  );
}
