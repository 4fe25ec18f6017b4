import { Button } from '#platform/html/button.tsx';
import { Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import type { PowerOffer } from '#platform/module.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageStaff, type Owned } from '../access.ts';
import { createPost } from '../actions/create-post.ts';
import { FUNCTIONS, POST_FUNCTIONS } from '../functions.ts';
import type { Office } from '../staff.ts';
import { officesOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { many, one, textOf } from './form-values.ts';
import { officeChoices } from './post-words.tsx';
import { powerChoices } from './power-choices.ts';
import { TextFields } from './text-fields.tsx';

type Data = Owned & { tabs: Tab[]; offices: Office[]; powers: readonly PowerOffer[] };

/** Adds a post: its function says what its holder may do. */
export const newPostPage = definePage<unknown, Data>({
  name: 'institutions.new-post-page',
  path: '/desk/staff/posts/new',
  on: 'tenant',
  access: manageStaff,
  async load(request) {
    const institutionId = request.page.tenant?.id ?? '';
    const offices = await officesOf(request.db, institutionId);
    return { institutionId, tabs: deskTabs(request), offices, powers: request.offers.powers };
  },
  view: ({ data, form }) => <NewPost data={data} form={form} />,
  submit: {
    action: createPost,
    input: (values) => ({
      function: one(values, 'function'),
      title: textOf(values, 'title'),
      office: one(values, 'office'),
      extraPowers: many(values, 'extraPowers'),
    }),
    done: ({ id }: { id: string }) => withDone(`/desk/staff/posts/${id}`),
  },
});

function NewPost({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('institutions.staff.new-post')}
      tabs={data.tabs}
      crumbs={[{ label: ts('institutions.staff.title'), path: '/desk/staff' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <Select
          name="function"
          label={t('institutions.staff.function')}
          hint={t('institutions.staff.function-hint')}
          empty={ts('institutions.staff.choose')}
          choices={POST_FUNCTIONS.map((each) => ({ value: each, label: ts(`institutions.functions.${each}`) }))}
        />
        <Select
          name="office"
          label={t('institutions.staff.office')}
          empty={ts('institutions.staff.no-parent')}
          choices={officeChoices(page, data.offices)}
        />
        <TextFields name="title" label={ts('institutions.staff.post-title')} optional={['ar', 'fr', 'en']} />
        <Details summary={t('institutions.staff.extra-powers')}>
          <Checkboxes
            name="extraPowers"
            label={t('institutions.staff.extra-powers')}
            hint={t('institutions.staff.extra-powers-hint')}
            choices={powerChoices(page, data.powers)}
            optional
          />
        </Details>
        <Button>{t('institutions.staff.create')}</Button>
      </Form>
      <section class="mt-6 flow" aria-labelledby="functions">
        <h2 id="functions">{t('institutions.staff.what-functions-do')}</h2>
        <FunctionsTold powers={data.powers} />
      </section>
    </DeskDocument>
  );
}

/** What each function lets its holder do, in words. */
function FunctionsTold({ powers }: { powers: readonly PowerOffer[] }) {
  const { t } = usePage();
  const words = new Map(powers.map(({ name, label }) => [name, label]));
  return (
    <dl class="summary">
      {POST_FUNCTIONS.map((each) => (
        <div>
          <dt>{t(`institutions.functions.${each}`)}</dt>
          <dd>
            <ul>
              {FUNCTIONS[each].powers.flatMap((power) => {
                const label = words.get(power);
                return label ? [<li>{t(label)}</li>] : [];
              })}
            </ul>
          </dd>
        </div>
      ))}
    </dl>
  );
}
