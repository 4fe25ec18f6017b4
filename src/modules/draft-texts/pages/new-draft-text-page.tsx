import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { writeText } from '../access.ts';
import { createDraftText } from '../actions/create-draft-text.ts';
import { deskPath } from '../draft-text.ts';
import { DescriptionFields, descriptionOf } from './description-fields.tsx';

type Data = { tabs: Tab[] };

/** Begins a draft text: what it is about; its articles come next. */
export const newDraftTextPage = definePage<unknown, Data>({
  name: 'draft-texts.new-draft-text-page',
  path: '/desk/draft-texts/new',
  on: 'tenant',
  access: writeText as never,
  load: async (request) => ({ tabs: deskTabs(request) }),
  view: ({ data, form }) => <NewText tabs={data.tabs} form={form} />,
  submit: {
    action: createDraftText,
    input: (values) => descriptionOf(values),
    done: ({ reference }: { reference: string }) => withDone(deskPath(reference)),
  },
});

function NewText({ tabs, form }: Data & { form: FormState }) {
  const { t, ts } = usePage();
  return (
    <DeskDocument
      title={ts('draft-texts.desk.new')}
      lead={t('draft-texts.desk.new-lead')}
      tabs={tabs}
      crumbs={[{ label: ts('draft-texts.page.texts'), path: '/desk/draft-texts' }]}
    >
      <ErrorSummary state={form} />
      <Form state={form}>
        <DescriptionFields />
        <Button>{t('draft-texts.desk.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
