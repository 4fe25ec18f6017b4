import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Select } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { manageStaff } from '../access.ts';
import { appointOfficial } from '../actions/appoint-official.ts';
import type { Post } from '../staff.ts';
import { type Official, officialsOf } from '../staff-queries.ts';
import { DeskDocument, deskTabs, withDone } from './desk.tsx';
import { dateOf, one } from './form-values.ts';
import { openPostOf } from './post-loading.ts';
import { postName } from './post-words.tsx';
import { TermFields } from './term-fields.tsx';

type Data = Post & { tabs: Tab[]; others: Official[] };

/** Gives a post to somebody who is an official of the body already. */
export const appointOfficialPage = definePage<unknown, Data>({
  name: 'institutions.appoint-official-page',
  path: '/desk/staff/posts/:id/appoint',
  on: 'tenant',
  access: manageStaff,
  async load(request) {
    const post = await openPostOf(request);
    const { actor, today } = request.page;
    const officials = await officialsOf(request.db, post.institutionId, today);
    const others = officials.filter((each) => actor.kind !== 'person' || each.personId !== actor.id);
    return { ...post, tabs: deskTabs(request), others };
  },
  view: ({ data, form }) => <Appoint data={data} form={form} />,
  submit: {
    action: appointOfficial,
    input: (values, { params }) => ({
      post: params.id,
      person: one(values, 'person'),
      startsOn: dateOf(values, 'startsOn') || undefined,
      endsOn: dateOf(values, 'endsOn'),
    }),
    done: (_result, { params }) => withDone(`/desk/staff/posts/${params.id}`),
  },
});

function Appoint({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  const called = postName(page, data);
  return (
    <DeskDocument
      title={ts('institutions.staff.appoint-to', { post: called })}
      lead={t('institutions.staff.appoint-text')}
      tabs={data.tabs}
      crumbs={[
        { label: ts('institutions.staff.title'), path: '/desk/staff' },
        { label: called, path: `/desk/staff/posts/${data.id}` },
      ]}
    >
      {data.others.length === 0 ? (
        <Empty title={t('institutions.staff.nobody-else')}>
          <p>{t('institutions.staff.nobody-text')}</p>
        </Empty>
      ) : (
        <>
          <ErrorSummary state={form} />
          <Form state={form}>
            <Select
              name="person"
              label={t('institutions.staff.person')}
              empty={ts('institutions.staff.choose')}
              choices={data.others.map((each) => ({ value: each.personId, label: each.name }))}
            />
            <TermFields />
            <Button>{t('institutions.staff.appoint')}</Button>
          </Form>
        </>
      )}
    </DeskDocument>
  );
}
