import { DeskDocument, one } from '#core/institutions/index.ts';
import { checkAccess } from '#platform/access.ts';
import { InvalidInput, NotFound } from '#platform/errors.ts';
import { FILE_TYPES } from '#platform/files/file-types.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { FileField, TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { writeText } from '../access.ts';
import { uploadArticles } from '../actions/upload-articles.ts';
import { TEXT_LANGS } from '../article.ts';
import { deskPath } from '../draft-text.ts';
import { workingVersion } from '../queries/draft-texts.ts';
import { wordsOfFile } from '../sent-file.ts';
import { type DeskText, deskCrumbs, deskText } from './desk-text.ts';

/** Takes a whole text from elsewhere, pasted or as a file, to be split into its articles. */
export const importArticlesPage = definePage<unknown, DeskText>({
  name: 'draft-texts.import-articles-page',
  path: '/desk/draft-texts/:reference/import',
  on: 'tenant',
  access: writeText,
  async load(request) {
    const text = await deskText(request);
    if (!(await workingVersion(request.db, text))) throw new NotFound();
    return text;
  },
  view: ({ data, form }) => <Import text={data} form={form} />,
  submit: {
    action: uploadArticles,
    async input(values, { params, page }, files) {
      // A file is only looked into for whoever may send one.
      checkAccess(writeText, page.actor, { institutionId: page.tenant?.id ?? '' }, page);
      const file = files.find(({ field }) => field === 'file');
      const words = file ? await wordsOfFile(file) : one(values, 'words');
      if (!words.trim()) throw new InvalidInput([{ pointer: '/words', key: 'draft-texts.fault.text-missing' }]);
      return { text: params.reference, lang: one(values, 'lang'), words };
    },
    done: ({ id, reference }: { id: string; reference: string }) => deskPath(reference, `/import/${id}`),
  },
});

function Import({ text, form }: { text: DeskText; form: FormState }) {
  const page = usePage();
  const { t, ts } = page;
  return (
    <DeskDocument
      title={ts('draft-texts.import.title')}
      lead={t('draft-texts.import.lead')}
      tabs={text.tabs}
      crumbs={deskCrumbs(page, text)}
    >
      <ErrorSummary state={form} />
      <Form state={form} files>
        <Radios
          name="lang"
          label={t('draft-texts.import.lang')}
          value={text.officialLang}
          look="two"
          choices={TEXT_LANGS.map((lang) => ({ value: lang, label: LANGUAGE_NAMES[lang] }))}
        />
        <FileField
          name="file"
          label={t('draft-texts.import.file')}
          hint={t('draft-texts.import.file-hint')}
          accept={`${FILE_TYPES.docx.type},.docx,.odt,.txt`}
          optional
        />
        <TextArea
          name="words"
          label={t('draft-texts.import.words')}
          hint={t('draft-texts.import.words-hint')}
          rows={14}
          optional
        />
        <Button>{t('draft-texts.import.split')}</Button>
      </Form>
    </DeskDocument>
  );
}
