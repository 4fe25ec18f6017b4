import { readFile } from 'node:fs/promises';
import { anyone } from '../access.ts';
import { NotFound } from '../errors.ts';
import { Chapter } from '../html/chapter.tsx';
import { usePage } from '../html/context.tsx';
import { Empty } from '../html/empty.tsx';
import { Document } from '../html/layout.tsx';
import { PageHead } from '../html/page-head.tsx';
import { Table } from '../html/table.tsx';
import { DateTimeText, langAttributes } from '../html/text.tsx';
import type { Lang } from '../i18n/languages.ts';
import { isId } from '../ids.ts';
import { definePage, defineResource, type Page, type PageRequest, type Resource } from '../page.ts';
import { keptLetterPath } from './delivery.ts';
import './tables.ts';

type Listed = { id: string; recipient: string; subject: string; lang: Lang; queued_at: Date; sent_at: Date | null };
type ListedText = { id: string; recipient: string; body: string; lang: Lang; queued_at: Date };
type Shown = Listed & { text_part: string; html_part: string };

const SHOWN_AT_ONCE = 200;

/**
 * The letters of a trial, and its messages to telephones: `/dev/mail` lists them, `/dev/mail/{id}` shows one, with the letter as mail programs draw it
 * (`letter.html`, under the site's content security policy: no script, no foreign picture) and as a file (`letter.eml`). To be
 * mounted in trial only, where no letter leaves; `folder` is where `mailJobs` keeps them.
 */
export function devMailPages(folder: string): { pages: readonly Page[]; resources: readonly Resource[] } {
  return { pages: [lettersPage, letterPage], resources: [letterHtml, letterStyle, letterFile(folder)] };
}

const lettersPage = definePage<unknown, { letters: Listed[]; texts: ListedText[] }>({
  name: 'platform.letters-page',
  path: '/dev/mail',
  on: 'portal',
  access: anyone,
  load: async ({ db }) => ({
    letters: await db
      .selectFrom('letter')
      .select(['id', 'recipient', 'subject', 'lang', 'queued_at', 'sent_at'])
      .orderBy('id', 'desc')
      .limit(SHOWN_AT_ONCE)
      .execute(),
    texts: await db
      .selectFrom('text_message')
      .select(['id', 'recipient', 'body', 'lang', 'queued_at'])
      .orderBy('id', 'desc')
      .limit(SHOWN_AT_ONCE)
      .execute(),
  }),
  view: ({ data }) => <Letters {...data} />,
});

const letterPage = definePage<unknown, Shown>({
  name: 'platform.letter-page',
  path: '/dev/mail/:id',
  on: 'portal',
  access: anyone,
  load: shownLetter,
  view: ({ data }) => <LetterView letter={data} />,
});

// The policy of the site lets no style element through: the letter's own becomes a style sheet of this site.
const letterHtml = defineResource({
  name: 'platform.letter-html',
  path: '/dev/mail/:id/letter.html',
  on: 'portal',
  load: async (request) => {
    const { html_part: html } = await shownLetter(request);
    return { type: 'text/html; charset=utf-8', body: html.replace(STYLE, '<link rel="stylesheet" href="letter.css">') };
  },
});

const letterStyle = defineResource({
  name: 'platform.letter-style',
  path: '/dev/mail/:id/letter.css',
  on: 'portal',
  load: async (request) => {
    const { html_part: html } = await shownLetter(request);
    return { type: 'text/css; charset=utf-8', body: STYLE.exec(html)?.[1] ?? '' };
  },
});

const STYLE = /<style>([^<]*)<\/style>/;

function letterFile(folder: string): Resource {
  return defineResource({
    name: 'platform.letter-file',
    path: '/dev/mail/:id/letter.eml',
    on: 'portal',
    load: async (request) => {
      const { id } = await shownLetter(request);
      const body = await readFile(keptLetterPath(folder, id)).catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') throw new NotFound();
        throw error;
      });
      return { type: 'message/rfc822', body, download: `${id}.eml` };
    },
  });
}

async function shownLetter({ db, params }: PageRequest): Promise<Shown> {
  const id = params.id ?? '';
  const letter = isId(id)
    ? await db
        .selectFrom('letter')
        .select(['id', 'recipient', 'subject', 'lang', 'queued_at', 'sent_at', 'text_part', 'html_part'])
        .where('id', '=', id)
        .executeTakeFirst()
    : undefined;
  if (!letter) throw new NotFound();
  return letter;
}

function Letters({ letters, texts }: { letters: Listed[]; texts: ListedText[] }) {
  const page = usePage();
  const title = page.ts('platform.mail.kept-title');
  return (
    <Document title={title} crumbs={[]} canonical={null} noIndex>
      <PageHead title={title} lead={page.t('platform.mail.kept-lead')} />
      {letters.length === 0 ? (
        <Empty title={page.t('platform.mail.kept-none')}>
          <p>{page.t('platform.mail.kept-none-help')}</p>
        </Empty>
      ) : (
        <Table
          caption={title}
          hideCaption
          rows={letters}
          columns={[
            {
              key: 'subject',
              label: page.ts('platform.mail.subject'),
              head: true,
              cell: (letter) => (
                <a href={page.href(`/dev/mail/${letter.id}`)} {...langAttributes(letter.lang, page.lang)}>
                  {letter.subject}
                </a>
              ),
            },
            {
              key: 'recipient',
              label: page.ts('platform.mail.recipient'),
              cell: (letter) => <bdi dir="ltr">{letter.recipient}</bdi>,
            },
            {
              key: 'queued',
              label: page.ts('platform.mail.queued'),
              cell: (letter) => <DateTimeText instant={letter.queued_at} />,
            },
            {
              key: 'state',
              label: page.ts('platform.mail.state'),
              cell: (letter) => page.t(letter.sent_at ? 'platform.mail.done' : 'platform.mail.waiting'),
            },
          ]}
        />
      )}
      {texts.length > 0 && <Texts texts={texts} />}
    </Document>
  );
}

function Texts({ texts }: { texts: ListedText[] }) {
  const page = usePage();
  const title = page.ts('platform.mail.texts-title');
  return (
    <Chapter id="texts" title={title}>
      <Table
        caption={title}
        hideCaption
        rows={texts}
        columns={[
          {
            key: 'text',
            label: page.ts('platform.mail.text'),
            head: true,
            cell: (text) => <span {...langAttributes(text.lang, page.lang)}>{text.body}</span>,
          },
          {
            key: 'recipient',
            label: page.ts('platform.mail.recipient'),
            cell: (text) => <bdi dir="ltr">{text.recipient}</bdi>,
          },
          {
            key: 'queued',
            label: page.ts('platform.mail.queued'),
            cell: (text) => <DateTimeText instant={text.queued_at} />,
          },
        ]}
      />
    </Chapter>
  );
}

function LetterView({ letter }: { letter: Shown }) {
  const page = usePage();
  const spoken = langAttributes(letter.lang, page.lang);
  return (
    <Document
      title={letter.subject}
      crumbs={[{ label: page.ts('platform.mail.kept-title'), path: '/dev/mail' }]}
      canonical={null}
      noIndex
    >
      <PageHead title={<span {...spoken}>{letter.subject}</span>} kicker={<bdi dir="ltr">{letter.recipient}</bdi>} />
      <p>
        <a href={page.href(`/dev/mail/${letter.id}/letter.html`)}>{page.t('platform.mail.as-page')}</a>
      </p>
      {letter.sent_at && (
        <p>
          <a href={page.href(`/dev/mail/${letter.id}/letter.eml`)}>{page.t('platform.mail.as-file')}</a>
        </p>
      )}
      <h2>{page.t('platform.mail.as-text')}</h2>
      <div class="flow" {...spoken}>
        {letter.text_part.split('\n\n').map((paragraph) => (
          <p dir="auto">
            {paragraph.split('\n').map((line, index) => (
              <>
                {index > 0 && <br />}
                {line}
              </>
            ))}
          </p>
        ))}
      </div>
    </Document>
  );
}
