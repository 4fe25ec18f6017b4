import { Button } from '#platform/html/button.tsx';
import { Checkboxes } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import type { PowerOffer } from '#platform/module.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageStaff } from '../access.ts';
import { updatePost } from '../actions/update-post.ts';
import { FUNCTIONS } from '../functions.ts';
import type { Office, Post } from '../staff.ts';
import { officesOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { many, one, textOf } from './form-values.ts';
import { openPostOf } from './post-loading.ts';
import { officeChoices, postName } from './post-words.tsx';
import { powerChoices } from './power-choices.ts';
import { TextFields } from './text-fields.tsx';

type Data = Post & { tabs: Tab[]; offices: Office[]; powers: readonly PowerOffer[] };

/** Changes the title, the office and the added powers of a post. */
export const editPostPage = definePage<unknown, Data>({
  name: 'institutions.edit-post-page',
  path: '/desk/staff/posts/:id/edit',
  on: 'tenant',
  access: manageStaff,
  async load(request) {
    const post = await openPostOf(request);
    const offices = await officesOf(request.db, post.institutionId);
    return { ...post, tabs: deskTabs(request), offices, powers: request.offers.powers };
  },
  view: ({ data, form }) => <EditPost data={data} form={form} />,
  submit: {
    action: updatePost,
    input: (values, { params }) => ({
      post: params.id,
      title: textOf(values, 'title'),
      office: one(values, 'office'),
      extraPowers: many(values, 'extraPowers'),
    }),
    done: (_result, { params }) => withDone(`/desk/staff/posts/${params.id}`),
  },
});

function EditPost({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const called = postName(page, data);
  return (
    <DeskDocument
      title={ts('institutions.staff.edit-post', { post: called })}
      lead={t('institutions.staff.edit-post-text')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('institutions.staff.title'), path: '/desk/staff' },
        { label: called, path: `/desk/staff/posts/${data.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <TextFields
          name="title"
          label={ts('institutions.staff.post-title')}
          value={data.title}
          optional={['ar', 'fr', 'en']}
        />
        <Select
          name="office"
          label={t('institutions.staff.office')}
          empty={ts('institutions.staff.no-parent')}
          value={data.officeId ?? ''}
          choices={officeChoices(page, data.offices)}
        />
        <Checkboxes
          name="extraPowers"
          label={t('institutions.staff.extra-powers')}
          hint={t('institutions.staff.extra-powers-hint')}
          values={data.extraPowers}
          choices={powerChoices(page, data.powers, FUNCTIONS[data.function].powers)}
          optional
        />
        <Button>{t('institutions.staff.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
