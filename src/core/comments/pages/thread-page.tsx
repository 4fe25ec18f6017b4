import { z } from 'zod';
import { FollowLink } from '#core/notifications/index.ts';
import type { Total as Counted, Slice } from '#platform/db/paging.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { hrefWith } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Pagination } from '#platform/html/pagination.tsx';
import { Tabs } from '#platform/html/tabs.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { readThread } from '../access.ts';
import { answerComment } from '../actions/answer-comment.ts';
import { markComment } from '../actions/mark-comment.ts';
import { writeComment } from '../actions/write-comment.ts';
import { THREAD } from '../appear.ts';
import {
  anchorOf,
  nameOf,
  SORTS,
  type Sort,
  STANCES,
  type Stance,
  type StanceCounts,
  threadPath,
  threadTag,
} from '../comment.ts';
import type { Comment } from '../queries/rows.ts';
import {
  countComments,
  findSubject,
  firstReplies,
  heldOf,
  listAnswers,
  listThread,
  type Replies,
  stanceCounts,
  type ThreadSubject,
} from '../queries/threads.ts';
import type { Written } from '../write.ts';
import { CommentView, MarkForm, OfficialAnswer, type Reader } from './comment-view.tsx';
import { markOf, type Owner, one, ownerOf, readerOf, writingOf } from './reading.ts';
import { ThreadView } from './thread-view.tsx';
import { ContributionForm, type Writing } from './write-form.tsx';

const PAGE = 30;
const PINNED = 5;

const query = z.object({
  on: z.string().max(200).catch(''),
  sort: z.enum(SORTS).catch('new'),
  after: z.string().max(500).optional(),
  /** Only comments that say this. */
  stance: z.enum(STANCES).optional().catch(undefined),
  /** Where a further page of official answers begins. */
  answers: z.string().max(500).optional(),
  said: z.enum(['shown', 'held']).optional().catch(undefined),
});
type Query = z.infer<typeof query>;

type Data = {
  subject: ThreadSubject;
  owner: Owner;
  total: Counted;
  stances: StanceCounts | null;
  answers: Slice<Comment>;
  held: Comment[];
  comments: Slice<Comment>;
  replies: Map<string, Replies>;
  /** All of these, in no order. */
  shown: Comment[];
  reader: Reader;
  writing: Writing;
};

/** What people say about a public thing: the answers of offices first, then everybody else; and the form to take part. */
export const threadPage = definePage<Query, Data>({
  name: 'comments.thread-page',
  path: '/comments',
  on: 'both',
  query,
  access: readThread,
  load,
  view: ({ data, form, query: asked }) => <ThreadDocument data={data} form={form} query={asked} />,
  submits: {
    write: {
      action: writeComment,
      input: (values, { query: { on } }) => ({
        on,
        body: one(values, 'body') ?? '',
        lang: one(values, 'lang'),
        stance: one(values, 'stance'),
        signedAs: one(values, 'signedAs'),
        actingFor: one(values, 'actingFor'),
        pseudonym: one(values, 'pseudonym'),
      }),
      done: written,
    },
    answer: {
      action: answerComment,
      input: (values, { query: { on } }) => ({
        on,
        body: one(values, 'body') ?? '',
        lang: one(values, 'lang'),
        office: one(values, 'office'),
      }),
      done: written,
    },
    mark: {
      action: markComment,
      input: markOf,
      done: ({ comment }: { comment: string }, { query: { on, sort, after } }) =>
        `/comments?${new URLSearchParams({ on, sort, ...(after ? { after } : {}) })}#${anchorOf(comment)}`,
    },
  },
});

function written({ id, state }: Written, { query: { on } }: PageRequest<Query>): string {
  return `/comments?${new URLSearchParams({ on, said: state })}#${anchorOf(id)}`;
}

async function load(request: PageRequest<Query>): Promise<Data> {
  const { db, page, query: asked, offers, remember } = request;
  const subject = await findSubject(db, offers, asked.on);
  if (!subject) throw new NotFound();
  const { actor } = page;
  const first = asked.after === undefined;
  const comments = await listThread(db, subject, {
    sort: asked.sort,
    stance: subject.stances ? asked.stance : undefined,
    paging: { limit: PAGE, after: asked.after },
  });
  const answers = first
    ? await listAnswers(db, subject, { limit: PINNED, after: asked.answers })
    : { items: [], next: null };
  const held = first && actor.kind === 'person' ? await heldOf(db, subject, actor.id) : [];
  const replies = await firstReplies(db, comments.items);
  const shown = [...comments.items, ...answers.items, ...[...replies.values()].flatMap((one) => one.items)];
  const owner = await ownerOf(db, subject.institutionId);
  return {
    subject,
    owner,
    total: await remember(`comments.count ${subject.institutionId} ${nameOf(subject)}`, [threadTag(subject)], () =>
      countComments(db, subject),
    ),
    stances: subject.stances
      ? await remember(
          `comments.stances ${subject.institutionId} ${nameOf(subject)}`,
          [threadTag(subject)],
          async () => {
            const counts = await stanceCounts(db, { ...subject, ids: [subject.id] });
            return counts.get(subject.id) ?? null;
          },
        )
      : null,
    answers,
    held,
    comments,
    replies,
    shown,
    reader: await readerOf(request, subject, shown),
    writing: await writingOf(request, subject, owner),
  };
}

function ThreadDocument({ data, form, query: asked }: { data: Data; form: FormState; query: Query }) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { subject, answers, held, total, comments } = data;
  const { title, path } = subject.found;
  const here = threadPath(subject);
  return (
    <Document
      title={ts('comments.thread.title', { about: plain(title, lang) })}
      crumbs={[{ label: plain(title, lang), path }]}
      crumb={ts('comments.thread.crumb')}
      canonical={here}
      noIndex={
        asked.after !== undefined || asked.answers !== undefined || asked.sort !== 'new' || asked.stance !== undefined
      }
      feeds={[
        {
          title: ts('comments.thread.feed'),
          path: `/comments/feed.atom?on=${nameOf(subject)}`,
          type: 'application/atom+xml',
        },
      ]}
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <Said said={asked.said} />
      <PageHead
        kicker={t('comments.thread.crumb')}
        title={{ text: title }}
        lead={t('comments.thread.lead')}
        row={
          <>
            {subject.open && <a href="#write">{t('comments.write.title')}</a>}
            {total.total > 0 && <FollowLink on={`${THREAD}:${nameOf(subject)}`} kind="quiet" />}
          </>
        }
      />
      <MarkForm comments={data.shown} reader={data.reader}>
        {answers.items.length > 0 && (
          <Chapter id="answers" title={t('comments.thread.answers')} intro={t('comments.thread.answers-intro')}>
            {answers.items.map((answer) => (
              <OfficialAnswer comment={answer} level={3} reader={data.reader} />
            ))}
            <Pagination next={answers.next} parameter="answers" label={ts('comments.thread.more-answers')} />
          </Chapter>
        )}
        <Chapter
          id="comments"
          title={t(total.totalIsAtLeast ? 'comments.thread.count-at-least' : 'comments.thread.count', {
            n: total.total,
          })}
        >
          {held.length > 0 && <Held comments={held} reader={data.reader} />}
          <Everybody data={data} sort={asked.sort} stance={asked.stance} />
          <Pagination next={comments.next} />
        </Chapter>
      </MarkForm>
      <Chapter id="write" title={t('comments.write.title')}>
        {subject.open ? (
          <ContributionForm writing={data.writing} form={form} institution={data.owner.name} />
        ) : (
          <p>{t('comments.thread.closed')}</p>
        )}
      </Chapter>
      <p class="law">
        <a href={page.href('/moderation/charter')}>{t('comments.thread.charter')}</a>{' '}
        <a href={page.href(path)}>{t('comments.thread.back', { about: <Multilingual text={title} as="bdi" /> })}</a>
      </p>
    </Document>
  );
}

/** What became of what was just sent. */
function Said({ said }: { said: Query['said'] }) {
  const { t } = usePage();
  if (!said) return null;
  return (
    <Banner kind={said === 'shown' ? 'good' : 'warn'} title={t(`comments.said.${said}`)} live>
      <p>{t(`comments.said.${said}-text`)}</p>
    </Banner>
  );
}

function Held({ comments, reader }: { comments: readonly Comment[]; reader: Reader }) {
  const { t } = usePage();
  return (
    <>
      <h3>{t('comments.thread.held')}</h3>
      <ol class="thread">
        {comments.map((comment) => (
          <CommentView comment={comment} level={4} reader={reader} />
        ))}
      </ol>
    </>
  );
}

function Everybody({ data, sort, stance }: { data: Data; sort: Sort; stance: Stance | undefined }) {
  const page = usePage();
  const { t, ts, query: asked } = page;
  const { comments, replies, reader, subject } = data;
  const none = comments.items.length === 0 && !asked.has('after');
  const list = none ? (
    <Empty title={t('comments.thread.none')}>
      {subject.open && (
        <p>
          <a href="#write">{t('comments.thread.none-text')}</a>
        </p>
      )}
    </Empty>
  ) : (
    <ThreadView comments={comments.items} replies={replies} reader={reader} />
  );
  return (
    <>
      {!none && (
        <Tabs
          label={ts('comments.thread.order')}
          tabs={SORTS.map((each) => ({
            label: t(`comments.thread.sort-${each}`),
            href: `${hrefWith(page, { sort: each === 'new' ? null : each, said: null })}#comments`,
            current: each === sort,
          }))}
        />
      )}
      {data.stances && data.total.total > 0 && (
        <Tabs
          label={ts('comments.stance.filter')}
          tabs={[undefined, ...STANCES].map((each) => ({
            label: each
              ? t(`comments.stance.count-${each}`, { n: data.stances?.[each] ?? 0 })
              : t('comments.stance.all'),
            href: `${hrefWith(page, { stance: each ?? null, after: null, said: null })}#comments`,
            current: each === stance,
          }))}
        />
      )}
      {sort === 'new' && !stance && !asked.has('after') ? (
        <jamaa-thread
          data-latest={page.href(`/comments/latest?on=${nameOf(subject)}`)}
          data-new={ts('comments.thread.new')}
        >
          {list}
        </jamaa-thread>
      ) : (
        list
      )}
    </>
  );
}
