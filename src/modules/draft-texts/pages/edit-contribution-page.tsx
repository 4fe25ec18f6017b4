import { textOf } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea, TextInput } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { isId } from '#platform/ids.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeContribution } from '../access.ts';
import { editContribution } from '../actions/edit-contribution.ts';
import { withdrawContribution } from '../actions/withdraw-contribution.ts';
import { type Article, HEADING_MAX } from '../article.ts';
import { contributionPath } from '../contribution.ts';
import {
  EDIT_MINUTES,
  mayEditNow,
  phaseOf,
  REASONS_MAX,
  REMOVAL_MAX,
  textPath,
  WORDING_MAX,
  wasRecorded,
} from '../draft-text.ts';
import { type FoundContribution, findContribution } from '../queries/contributions.ts';
import { ArticleWords } from './article-words.tsx';
import { QuoteField } from './contribute-page.tsx';
import { one } from './form-values.ts';
import { spokenOf } from './public-text.ts';
import { WordFields } from './word-fields.tsx';
import { titleOf } from './words.tsx';

type Data = FoundContribution & { article: Article | undefined };

/** Its author changes a contribution while there is time, or takes it back. */
export const editContributionPage = definePage<unknown, Data>({
  name: 'draft-texts.edit-contribution-page',
  path: '/draft-texts/:reference/contributions/:id/edit',
  on: 'both',
  access: changeContribution,
  async load({ db, page, params }) {
    const { actor, tenant, today } = page;
    const [text = '', id = ''] = [params.reference, params.id];
    const found = isId(id) ? await findContribution({ db, tenant, actor, today }, { text, id }) : undefined;
    if (!found || found.state === 'withdrawn') throw new NotFound();
    return { ...found, article: (await spokenOf(db, found.text, [found]))(found) };
  },
  view: ({ data, form }) => <EditDocument data={data} form={form} />,
  submits: {
    edit: {
      action: editContribution,
      input: (values, { params }) => ({
        text: params.reference,
        contribution: params.id,
        quote: one(values, 'quote'),
        wording: one(values, 'wording'),
        heading: one(values, 'heading'),
        reasons: one(values, 'reasons'),
      }),
      done: ({ reference, id }: { reference: string; id: string }) => contributionPath(reference, id),
    },
    withdraw: {
      action: withdrawContribution,
      input: (values, { params }) => ({
        text: params.reference,
        contribution: params.id,
        reason: textOf(values, 'reason'),
      }),
      done: (_result, { params }) => contributionPath(params.reference ?? '', params.id ?? ''),
    },
  },
});

function EditDocument({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, now, today } = page;
  const { text, article, createdAt } = data;
  const until = new Date(createdAt.getTime() + EDIT_MINUTES * 60_000);
  const phase = phaseOf(text, today);
  const mayEdit = mayEditNow(data, now) && (phase === 'open' || (phase === 'answering' && wasRecorded(data)));
  return (
    <Document
      title={ts('draft-texts.edit.title')}
      crumbs={[
        { label: ts('draft-texts.page.texts'), path: '/draft-texts' },
        { label: text.reference, path: textPath(text.reference) },
        { label: titleOf(page, data), path: contributionPath(text.reference, data.id) },
      ]}
      crumb={ts('draft-texts.edit.title')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('draft-texts.edit.title')} kicker={titleOf(page, data)} />
      <Chapter id="edit" title={t('draft-texts.edit.words')}>
        {mayEdit ? (
          <>
            <p>{t('draft-texts.edit.until', { time: <DateTimeText instant={until} /> })}</p>
            {article && <ArticleWords article={article} officialLang={text.officialLang} id="words" />}
            <Form state={form} label={ts('draft-texts.edit.words')}>
              <Hidden name="do" value="edit" />
              {article && data.deed !== 'insert' && <QuoteField value={data.quote ?? undefined} />}
              {data.deed !== null && data.deed !== 'delete' && (
                <TextArea
                  name="wording"
                  label={t('draft-texts.write.wording')}
                  value={data.wording}
                  maxlength={WORDING_MAX}
                />
              )}
              {data.deed === 'insert' && (
                <TextInput
                  name="heading"
                  label={t('draft-texts.write.heading')}
                  value={data.heading}
                  maxlength={HEADING_MAX}
                  optional
                />
              )}
              <TextArea
                name="reasons"
                label={t('draft-texts.write.reasons')}
                value={data.reasons}
                maxlength={REASONS_MAX}
              />
              <Button>{t('draft-texts.edit.save')}</Button>
            </Form>
          </>
        ) : (
          <p>{t('draft-texts.edit.too-late')}</p>
        )}
      </Chapter>
      {!wasRecorded(data) && (
        <Chapter id="withdraw" title={t('draft-texts.edit.withdraw')}>
          <p>{t('draft-texts.edit.withdraw-text')}</p>
          <Form label={ts('draft-texts.edit.withdraw')}>
            <Hidden name="do" value="withdraw" />
            <Button kind="alert">{t('draft-texts.edit.withdraw')}</Button>
          </Form>
        </Chapter>
      )}
      {wasRecorded(data) && mayEdit && (
        <Chapter id="withdraw" title={t('draft-texts.edit.remove')}>
          <p>{t('draft-texts.edit.remove-text')}</p>
          <Form state={form} label={ts('draft-texts.edit.remove')}>
            <Hidden name="do" value="withdraw" />
            <WordFields name="reason" label={ts('draft-texts.edit.remove-reason')} most={REMOVAL_MAX} />
            <Button kind="alert">{t('draft-texts.edit.remove')}</Button>
          </Form>
        </Chapter>
      )}
    </Document>
  );
}
