import { DeskDocument, deskTabs } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { writePlan } from '../../access.ts';
import { draftPlan } from '../../actions/draft-plan.ts';
import { PLAN_LANGUAGES } from '../../written-lines.ts';
import { cellsOfForm } from './entry-fields.tsx';
import { planCrumbs } from './plan-loading.ts';

type Data = { institutionId: string; tabs: Tab[] };

/** Begins a new plan: its title and its period. Everything else is written in its draft. */
export const newPlanPage = definePage<unknown, Data>({
  name: 'commitments.new-plan-page',
  path: '/desk/plans/new',
  on: 'tenant',
  access: writePlan,
  async load(request) {
    const institutionId = request.page.tenant?.id;
    if (!institutionId) throw new NotFound();
    return { institutionId, tabs: deskTabs(request) };
  },
  view: ({ data, form }) => <NewPlan data={data} form={form} />,
  submit: {
    action: draftPlan,
    input: (values) => ({ cells: cellsOfForm('plan', values) }),
    done: ({ draft }: { draft: string }) => `/desk/plans/${draft}`,
  },
});

function NewPlan({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('commitments.plan.new')}
      lead={t('commitments.plan.new-lead')}
      tabs={data.tabs}
      crumbs={planCrumbs(page)}
    >
      <ErrorSummary state={form} />
      <Form state={form} label={ts('commitments.plan.new')}>
        {PLAN_LANGUAGES.map((lang) => (
          <TextInput
            name={`title_${lang}`}
            label={
              <>
                {ts('commitments.field.title')} – <span lang={lang}>{LANGUAGE_NAMES[lang]}</span>
              </>
            }
            optional={lang === 'en'}
          />
        ))}
        <div class="pair">
          {(['start', 'end'] as const).map((name) => (
            <TextInput
              name={name}
              label={t(`commitments.field.${name}`)}
              hint={t('commitments.plan.date-hint')}
              dir="ltr"
              width={8}
            />
          ))}
        </div>
        <Button>{t('commitments.plan.begin-new')}</Button>
      </Form>
    </DeskDocument>
  );
}
