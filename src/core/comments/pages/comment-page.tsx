import { z } from 'zod';
import type { Slice } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { Thread } from '#platform/html/thread.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { readComment } from '../access.ts';
import { answerComment } from '../actions/answer-comment.ts';
import { markComment } from '../actions/mark-comment.ts';
import { writeComment } from '../actions/write-comment.ts';
import { anchorOf, nameOf, threadPath } from '../comment.ts';
import type { Comment } from '../queries/rows.ts';
import { listReplies } from '../queries/threads.ts';
import { type FoundComment, findComment } from '../target.ts';
import type { Written } from '../write.ts';
import { authorText } from './author-name.tsx';
import { CommentView, MarkForm, OfficialAnswer, type Reader } from './comment-view.tsx';
import { markOf, type Owner, one, ownerOf, readerOf, writingOf } from './reading.ts';
import { ContributionForm, type Writing } from './write-form.tsx';

const PAGE = 50;

const query = z.object({
  after: z.string().max(500).optional(),
  said: z.enum(['shown', 'held']).optional().catch(undefined),
});
type Query = z.infer<typeof query>;

type Data = FoundComment & {
  owner: Owner;
  answers: Comment[];
  replies: Slice<Comment>;
  reader: Reader;
  writing: Writing;
};

/** One comment with all that replies to it, and the form to reply. Links to a comment lead here. */
export const commentPage = definePage<Query, Data>({
  name: 'comments.comment-page',
  path: '/comments/:id',
  on: 'both',
  query,
  access: readComment,
  load,
  view: ({ data, form, query: asked }) => <CommentDocument data={data} form={form} query={asked} />,
  submits: {
    write: {
      action: writeComment,
      input: async (values, request) => ({
        ...(await replyOf(values, request)),
        signedAs: one(values, 'signedAs'),
        actingFor: one(values, 'actingFor'),
        pseudonym: one(values, 'pseudonym'),
      }),
      done: replied,
    },
    answer: {
      action: answerComment,
      input: async (values, request) => ({ ...(await replyOf(values, request)), office: one(values, 'office') }),
      done: replied,
    },
    mark: {
      action: markComment,
      input: markOf,
      done: ({ comment }: { comment: string }, { params }) => `/comments/${params.id}#${anchorOf(comment)}`,
    },
  },
});

async function replyOf(values: FormState['values'], { db, offers, page, params }: PageRequest<Query>) {
  const comment = await findComment({ db, offers, actor: page.actor, today: page.today }, params.id ?? '');
  if (!comment) throw new NotFound();
  return {
    on: nameOf(comment.subject),
    parent: comment.id,
    body: one(values, 'body') ?? '',
    lang: one(values, 'lang'),
  };
}

function replied({ id, state }: Written, { params }: PageRequest<Query>): string {
  return `/comments/${params.id}?said=${state}#${anchorOf(id)}`;
}

async function load(request: PageRequest<Query>): Promise<Data> {
  const { db, offers, page, params, query: asked } = request;
  const comment = await findComment({ db, offers, actor: page.actor, today: page.today }, params.id ?? '');
  if (!comment) throw new NotFound();
  const first = asked.after === undefined;
  const answers = first ? await listReplies(db, comment, { official: true, paging: { limit: PAGE } }) : undefined;
  const replies = await listReplies(db, comment, { official: false, paging: { limit: PAGE, after: asked.after } });
  const owner = await ownerOf(db, comment.institutionId);
  const shown = [comment, ...(answers?.items ?? []), ...replies.items];
  return {
    ...comment,
    owner,
    answers: answers?.items ?? [],
    replies,
    reader: await readerOf(request, comment.about, shown),
    writing: await writingOf(request, comment.about, owner),
  };
}

function CommentDocument({ data, form, query: asked }: { data: Data; form: FormState; query: Query }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { about, answers, replies, reader } = data;
  const { title } = about.found;
  const path = `/comments/${data.id}`;
  const named = data.state === 'withdrawn' ? ts('comments.item.gone-title') : authorText(page, data.author);
  const heading = ts('comments.page.title', { name: named });
  return (
    <Document
      title={heading}
      crumbs={[
        { label: plain(title, lang), path: about.found.path },
        { label: ts('comments.thread.crumb'), path: threadPath(about) },
      ]}
      crumb={heading}
      canonical={path}
      noIndex={data.state !== 'shown' || asked.after !== undefined}
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      {asked.said && (
        <Banner kind={asked.said === 'shown' ? 'good' : 'warn'} title={t(`comments.said.${asked.said}`)} live>
          <p>{t(`comments.said.${asked.said}-text`)}</p>
        </Banner>
      )}
      <PageHead
        title={heading}
        lead={t('comments.page.under', {
          about: (
            <a href={page.href(threadPath(about))}>
              <Multilingual text={title} as="bdi" />
            </a>
          ),
        })}
      >
        {data.parentId && (
          <p>
            <a href={page.href(`/comments/${data.parentId}`)}>{t('comments.page.parent')}</a>
          </p>
        )}
      </PageHead>
      <MarkForm comments={[data, ...answers, ...replies.items]} reader={reader}>
        <h2 class="hide-text">{t('comments.page.itself')}</h2>
        {data.official ? (
          <OfficialAnswer comment={data} level={3} reader={reader} />
        ) : (
          <Thread>
            <CommentView comment={data} level={3} reader={reader} />
          </Thread>
        )}
        {answers.length + replies.items.length > 0 && (
          <Chapter id="replies" title={t('comments.page.replies')}>
            {answers.map((answer) => (
              <OfficialAnswer comment={answer} level={3} reader={reader} />
            ))}
            {replies.items.length > 0 && (
              <Thread>
                {replies.items.map((reply) => (
                  <CommentView comment={reply} level={3} reader={reader} />
                ))}
              </Thread>
            )}
            <Pagination next={replies.next} />
          </Chapter>
        )}
      </MarkForm>
      {data.state === 'shown' && (
        <Chapter id="reply" title={t('comments.write.reply-title')}>
          {about.open ? (
            <ContributionForm
              writing={data.writing}
              form={form}
              parent={data.parentId ?? data.id}
              institution={data.owner.name}
            />
          ) : (
            <p>{t('comments.thread.closed')}</p>
          )}
        </Chapter>
      )}
    </Document>
  );
}
