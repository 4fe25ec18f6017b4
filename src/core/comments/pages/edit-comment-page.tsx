import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeComment } from '../access.ts';
import { editComment } from '../actions/edit-comment.ts';
import { withdrawComment } from '../actions/withdraw-comment.ts';
import { EDIT_MINUTES, mayEditNow, threadPath } from '../comment.ts';
import { type FoundComment, findComment } from '../target.ts';
import { one } from './reading.ts';
import { EditForm } from './write-form.tsx';

/** The author changes a comment while there is time, or takes it back at any time. */
export const editCommentPage = definePage<unknown, FoundComment>({
  name: 'comments.edit-comment-page',
  path: '/comments/:id/edit',
  on: 'both',
  access: changeComment,
  load: async ({ db, offers, page, params }) => {
    const comment = await findComment({ db, offers, actor: page.actor, today: page.today }, params.id ?? '');
    if (!comment || comment.state === 'withdrawn') throw new NotFound();
    return comment;
  },
  view: ({ data, form }) => <EditDocument comment={data} form={form} />,
  submits: {
    edit: {
      action: editComment,
      input: (values, { params }) => ({
        comment: params.id,
        body: one(values, 'body') ?? '',
        lang: one(values, 'lang'),
        stance: one(values, 'stance'),
      }),
      done: ({ state }: { state: string }, { params }) => `/comments/${params.id}?said=${state}`,
    },
    withdraw: {
      action: withdrawComment,
      input: (_values, { params }) => ({ comment: params.id }),
      done: (_result, { params }) => `/comments/${params.id}`,
    },
  },
});

function EditDocument({ comment, form }: { comment: FoundComment; form: FormState }) {
  const { t, ts, lang, now } = usePage();
  const { about } = comment;
  const until = new Date(comment.createdAt.getTime() + EDIT_MINUTES * 60_000);
  return (
    <Document
      title={ts('comments.edit.title')}
      crumbs={[
        { label: plain(about.found.title, lang), path: about.found.path },
        { label: ts('comments.thread.crumb'), path: threadPath(about) },
      ]}
      crumb={ts('comments.edit.title')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('comments.edit.title')} />
      <Chapter id="words" title={t('comments.edit.words')}>
        {mayEditNow(comment, now) ? (
          <>
            <p>{t('comments.edit.until', { time: <DateTimeText instant={until} /> })}</p>
            <EditForm body={comment.body ?? ''} lang={comment.lang} stance={comment.stance} form={form} />
          </>
        ) : (
          <p>{t('comments.edit.too-late')}</p>
        )}
      </Chapter>
      <Chapter id="withdraw" title={t('comments.edit.withdraw')}>
        <p>{t('comments.edit.withdraw-text')}</p>
        <Form label={ts('comments.edit.withdraw')}>
          <Hidden name="do" value="withdraw" />
          <Button kind="alert">{t('comments.edit.withdraw')}</Button>
        </Form>
      </Chapter>
    </Document>
  );
}
