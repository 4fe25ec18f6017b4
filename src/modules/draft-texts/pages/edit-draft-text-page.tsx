import { DeskDocument, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { definePage, type FormState } from '#platform/page.ts';
import { writeText } from '../access.ts';
import { editDraftText } from '../actions/edit-draft-text.ts';
import { deskPath } from '../draft-text.ts';
import { DescriptionFields, descriptionOf } from './description-fields.tsx';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';

/** Changes what a text says of itself, before it is published. */
export const editDraftTextPage = definePage<unknown, DeskText>({
  name: 'draft-texts.edit-draft-text-page',
  path: '/desk/draft-texts/:reference/edit',
  on: 'tenant',
  access: writeText,
  async load(request) {
    const text = await deskText(request);
    if (text.state !== 'draft') throw new NotFound();
    return text;
  },
  view: ({ data, form }) => <EditText text={data} form={form} />,
  submit: {
    action: editDraftText,
    input: (values, { params }) => ({ text: params.reference, ...descriptionOf(values) }),
    done: (_result, { params }) => withDone(deskPath(params.reference ?? '')),
  },
});

function EditText({ text, form }: { text: DeskText; form: FormState }) {
  const page = usePage();
  return (
    <DeskDocument title={page.ts('draft-texts.desk.edit')} tabs={text.tabs} crumbs={deskCrumbs(page, text)}>
      <ErrorSummary state={form} />
      <Form state={form}>
        <DescriptionFields known={text} />
        <Button>{page.t('draft-texts.desk.save')}</Button>
      </Form>
    </DeskDocument>
  );
}
