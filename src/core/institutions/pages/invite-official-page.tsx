import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Select, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { LANGUAGE_NAMES, type Lang } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageStaff } from '../access.ts';
import { inviteOfficial } from '../actions/invite-official.ts';
import type { Holder, Post } from '../staff.ts';
import { holdersOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { dateOf, one } from './form-values.ts';
import { openPostOf } from './post-loading.ts';
import { postName } from './post-words.tsx';
import { TermFields } from './term-fields.tsx';

type Data = Post & { tabs: Tab[]; principals: Holder[] };

/** Offers a post to somebody by a letter. */
export const inviteOfficialPage = definePage<unknown, Data>({
  name: 'institutions.invite-official-page',
  path: '/desk/staff/posts/:id/invite',
  on: 'tenant',
  access: manageStaff,
  async load(request) {
    const post = await openPostOf(request);
    const holders = await holdersOf(request.db, post.institutionId, request.page.today, post.id);
    return { ...post, tabs: deskTabs(request), principals: holders.filter((holder) => holder.deputyOf === null) };
  },
  view: ({ data, form }) => <Invite data={data} form={form} />,
  submit: {
    action: inviteOfficial,
    input: (values, { params }) => ({
      post: params.id,
      email: one(values, 'email'),
      name: one(values, 'name'),
      lang: one(values, 'lang') || undefined,
      startsOn: dateOf(values, 'startsOn') || undefined,
      endsOn: dateOf(values, 'endsOn'),
      deputyOf: one(values, 'deputyOf'),
    }),
    done: (_result, { params }) => withDone(`/desk/staff/posts/${params.id}`),
  },
});

const LETTERS: readonly Lang[] = ['ar', 'fr', 'en'];

function Invite({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const called = postName(page, data);
  return (
    <DeskDocument
      title={ts('institutions.staff.invite-to', { post: called })}
      lead={t('institutions.staff.invite-text')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('institutions.staff.title'), path: '/desk/staff' },
        { label: called, path: `/desk/staff/posts/${data.id}` },
      ]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <TextInput
          name="name"
          label={t('institutions.staff.full-name')}
          hint={t('institutions.staff.full-name-hint')}
        />
        <TextInput name="email" type="email" label={t('institutions.staff.email')} autocomplete="off" />
        <Select
          name="lang"
          label={t('institutions.staff.letter-lang')}
          value={LETTERS.includes(lang) ? lang : 'ar'}
          choices={LETTERS.map((each) => ({ value: each, label: LANGUAGE_NAMES[each] }))}
        />
        {data.principals.length > 0 && (
          <Select
            name="deputyOf"
            label={t('institutions.staff.as')}
            empty={ts('institutions.staff.as-holder')}
            choices={data.principals.map((holder) => ({
              value: holder.id,
              label: ts('institutions.staff.as-deputy', { name: holder.name }),
            }))}
          />
        )}
        <TermFields />
        <Button>{t('institutions.staff.send-invitation')}</Button>
      </Form>
    </DeskDocument>
  );
}
