import type { ComponentChildren } from 'preact';
import { Button } from '#platform/html/button.tsx';
import { Row } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Form, Hidden } from '#platform/html/form.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { Answer, Comment as CommentBox } from '#platform/html/thread.tsx';
import { isOwn } from '../access.ts';
import { anchorOf } from '../comment.ts';
import type { Comment } from '../queries/rows.ts';
import { AuthorName, authorText, OfficeName } from './author-name.tsx';
import { WrittenBody } from './written-body.tsx';

/** What a reader may do with the comments of a page, and has done. */
export type Reader = {
  answerPower: string;
  /** The comments that this reader found useful. */
  marked: ReadonlySet<string>;
  /** The associations that this reader represents. */
  represents: ReadonlySet<string>;
  /** False where nothing is sent from: a part of a page that is the same for everybody. */
  buttons: boolean;
};

type MarkFormProps = { comments: readonly Comment[]; reader: Reader; children: ComponentChildren };

/** The form that the buttons of comments belong to. Where nothing can be marked there is no button, hence no form either. */
export function MarkForm({ comments, reader, children }: MarkFormProps) {
  const page = usePage();
  if (!comments.some((one) => isMarkable(page, one, reader))) return <>{children}</>;
  return (
    <Form action={pathAndQuery(page)} enhance={false} label={page.ts('comments.thread.marks')}>
      <Hidden name="do" value="mark" />
      {children}
    </Form>
  );
}

function isMarkable({ actor }: PageContext, comment: Comment, { answerPower, buttons }: Reader): boolean {
  return buttons && comment.state === 'shown' && !isOwn(actor, { ...comment, answerPower });
}

type CommentViewProps = { comment: Comment; level: 3 | 4; reader: Reader; children?: ComponentChildren };

/** One comment: its words, or why they are not there; what can be done with it; and what replies to it. */
export function CommentView({ comment, level, reader, children }: CommentViewProps) {
  const page = usePage();
  const { t } = page;
  const own = isOwn(page.actor, ownedBy(comment, reader));
  const gone = comment.state === 'withdrawn';
  return (
    <CommentBox
      id={anchorOf(comment.id)}
      level={level}
      status={
        comment.author.kind === 'association' && !gone
          ? { tone: 'plain', label: t('comments.author.association') }
          : undefined
      }
      title={gone ? t('comments.item.gone-title') : <AuthorName author={comment.author} />}
      meta={[
        ...(comment.stance === null ? [] : [<b>{t(`comments.stance.${comment.stance}`)}</b>]),
        <Moment comment={comment} />,
        ...(comment.editedAt && comment.body !== null ? [<Edited comment={comment} />] : []),
      ]}
      body={<Words comment={comment} own={own} />}
    >
      {comment.state === 'shown' && <Deeds comment={comment} reader={reader} own={own} />}
      {comment.state === 'held' && own && <OwnDeeds comment={comment} />}
      {children}
    </CommentBox>
  );
}

function ownedBy(comment: Comment, { answerPower, represents }: Reader) {
  const represented = comment.associationId !== null && represents.has(comment.associationId);
  return { ...comment, answerPower, represented };
}

/** When it was written, as the address of the comment itself. */
function Moment({ comment }: { comment: Comment }) {
  const { href } = usePage();
  return (
    <a href={href(`/comments/${comment.id}`)}>
      <DateTimeText instant={comment.createdAt} />
    </a>
  );
}

function Edited({ comment }: { comment: Comment }) {
  const { t, href } = usePage();
  return <a href={href(`/comments/${comment.id}/history`)}>{t('comments.item.edited')}</a>;
}

function Words({ comment, own }: { comment: Comment; own: boolean }) {
  const { t, href } = usePage();
  if (comment.state === 'withdrawn') {
    return <p class="soft">{t(comment.official ? 'comments.item.withdrawn-office' : 'comments.item.withdrawn')}</p>;
  }
  if (comment.state === 'hidden') {
    return (
      <>
        <p class="soft">{t('comments.item.hidden', { reason: <Multilingual text={comment.hiddenReason} as="b" /> })}</p>
        {own && (
          <p>
            <a href={href(`/moderation/appeal?on=comment:${comment.id}`)}>{t('comments.item.appeal')}</a>
          </p>
        )}
      </>
    );
  }
  return (
    <>
      {comment.state === 'held' && <p class="soft">{t('comments.item.held')}</p>}
      <WrittenBody comment={comment} />
    </>
  );
}

function Deeds({ comment, reader, own }: { comment: Comment; reader: Reader; own: boolean }) {
  const page = usePage();
  const { t, ts, href } = page;
  const name = authorText(page, comment.author);
  const marked = reader.marked.has(comment.id);
  return (
    <Row>
      {isMarkable(page, comment, reader) && (
        <Button
          kind="quiet"
          size="small"
          name={marked ? 'not-useful' : 'useful'}
          value={comment.id}
          label={ts(marked ? 'comments.item.not-useful-label' : 'comments.item.useful-label', {
            name,
            n: comment.useful,
          })}
        >
          {t(marked ? 'comments.item.marked' : 'comments.item.useful', { n: comment.useful })}
        </Button>
      )}
      {(own || !reader.buttons) && comment.useful > 0 && (
        <span class="soft">{t('comments.item.useful', { n: comment.useful })}</span>
      )}
      <a
        href={href(`/comments/${comment.parentId ?? comment.id}#reply`)}
        aria-label={ts('comments.item.reply-label', { name })}
      >
        {t('comments.item.reply')}
      </a>
      {own ? (
        <OwnDeeds comment={comment} />
      ) : (
        <a
          href={href(`/moderation/report?on=comment:${comment.id}`)}
          aria-label={ts('comments.item.report-label', { name })}
          rel="nofollow"
        >
          {t('comments.item.report')}
        </a>
      )}
    </Row>
  );
}

function OwnDeeds({ comment }: { comment: Comment }) {
  const { t, href } = usePage();
  return <a href={href(`/comments/${comment.id}/edit`)}>{t('comments.item.change')}</a>;
}

type OfficialProps = { comment: Comment; level: 3 | 4; reader: Reader };

/** What an office answered, marked with the star, signed by the office and dated. */
export function OfficialAnswer({ comment, level, reader }: OfficialProps) {
  const page = usePage();
  const { t } = page;
  if (comment.author.kind !== 'office') return null;
  const own = isOwn(page.actor, ownedBy(comment, reader));
  return (
    <div id={anchorOf(comment.id)}>
      <Answer
        level={level}
        title={t('comments.item.official')}
        signed={
          <>
            {t('comments.item.signed', {
              office: <OfficeName author={comment.author} />,
              when: <Moment comment={comment} />,
            })}
            {comment.editedAt && comment.body !== null && (
              <>
                {' '}
                <Edited comment={comment} />
              </>
            )}
          </>
        }
      >
        <Words comment={comment} own={own} />
        {comment.state === 'shown' && <Deeds comment={comment} reader={reader} own={own} />}
      </Answer>
    </div>
  );
}
