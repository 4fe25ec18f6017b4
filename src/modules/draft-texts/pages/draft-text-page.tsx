import { z } from 'zod';
import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { notesAbout, PartOf } from '#platform/html/part-of.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, FallbackNote, Law, Multilingual, Prose } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import type { SubjectNote } from '#platform/module.ts';
import { definePage } from '#platform/page.ts';
import { POWERS, readText } from '../access.ts';
import type { Article } from '../article.ts';
import { isPublic, phaseOf, textPath, textTag, WHOLE } from '../draft-text.ts';
import {
  type DraftText,
  findDraftText,
  publishedVersions,
  type Round,
  roundsOf,
  type Version,
  versionOf,
  workingVersion,
} from '../queries/draft-texts.ts';
import { countByArticle, countByRound } from '../queries/figures.ts';
import { ArticleWords } from './article-words.tsx';
import { statusOf } from './words.tsx';

const query = z.object({ version: z.coerce.number().int().min(1).max(10_000).optional().catch(undefined) });
type Query = z.infer<typeof query>;

type Counts = Awaited<ReturnType<typeof countByArticle>>;
type Versions = Awaited<ReturnType<typeof publishedVersions>>;
type Data = DraftText & {
  shown: Version;
  versions: Versions;
  /** Of the round in which the version that is shown was discussed; null where it was not. */
  counts: Counts | null;
  rounds: Round[];
  saidIn: Map<number, number>;
  documents: Attachment[];
  partOf: SubjectNote[];
};

/** A draft text with its articles, what can be done with it today, and how much was said on each article. */
export const draftTextPage = definePage<Query, Data>({
  name: 'draft-texts.draft-text-page',
  path: '/draft-texts/:reference',
  on: 'both',
  query,
  access: readText,
  async load({ db, page, params, offers, query: { version } }) {
    const text = await findDraftText({ db, tenant: page.tenant }, params.reference ?? '');
    if (!text) throw new NotFound();
    // Those who write it see the public page before everybody else does.
    const shown = isPublic(text) ? await versionOf(db, text, version ?? text.version) : await workingVersion(db, text);
    if (!shown || (isPublic(text) && !shown.publishedAt)) throw new NotFound();
    const rounds = await roundsOf(db, text);
    const round =
      shown.number === text.version ? text.round : rounds.find((one) => one.version === shown.number)?.number;
    const [versions, counts, saidIn, documents] = await Promise.all([
      publishedVersions(db, text),
      round === undefined ? null : countByArticle(db, { ...text, round }),
      countByRound(db, text),
      attachmentsOf(db, text.institutionId, [{ kind: 'draft-text', id: text.reference }]),
    ]);
    const partOf = await notesAbout({ db, offers }, text.institutionId, { kind: 'draft-text', id: text.reference });
    return { ...text, shown, versions, counts, rounds, saidIn, documents, partOf };
  },
  cache: ({ reference }) => [textTag(reference)],
  view: ({ data }) => <DraftTextView text={data} />,
});

function DraftTextView({ text }: { text: Data }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { shown, reference } = text;
  const path = textPath(reference);
  const phase = phaseOf(text, today);
  return (
    <Document
      title={plain(text.title, lang)}
      description={plain(text.presentation, lang).slice(0, 150)}
      crumbs={[{ label: ts('draft-texts.page.texts'), path: '/draft-texts' }]}
      crumb={reference}
      canonical={isPublic(text) ? path : null}
      noIndex={!isPublic(text) || shown.number !== text.version}
      feeds={[{ title: ts('draft-texts.page.feed'), path: `${path}/feed.atom`, type: 'application/atom+xml' }]}
    >
      <PageHead
        kicker={t('draft-texts.page.kicker', { reference: <Code>{reference}</Code> })}
        title={{ text: text.title }}
        row={
          <>
            <StatusTag {...statusOf(page, text)} />
            {isPublic(text) && <FollowLink on={`draft-text:${reference}`} kind="quiet" />}
          </>
        }
      />
      <PhaseBanner text={text} />
      <Chapter id="about" title={t('draft-texts.page.about')}>
        <PartOf notes={text.partOf} />
        <Prose text={text.presentation} />
        <Dates text={text} />
      </Chapter>
      {text.summary && (
        <Chapter id="summary" title={t('draft-texts.page.summary')}>
          <Prose text={text.summary} />
          <p>
            <a href={page.href(`${path}/summary.pdf`)}>{t('draft-texts.page.summary-pdf')}</a>
          </p>
        </Chapter>
      )}
      {isPublic(text) && (
        <Chapter id="contributions" title={t('draft-texts.page.contributions')}>
          <p>{t('draft-texts.page.contributions-n', { n: text.contributions })}</p>
          <p class="row">
            <ButtonLink path={`${path}/amendments`} kind="quiet">
              {t('draft-texts.table.link')}
            </ButtonLink>
            {phase === 'open' && (
              <ButtonLink path={`${path}/articles/${WHOLE}/contribute`} kind="quiet">
                {t('draft-texts.page.comment-whole')}
              </ButtonLink>
            )}
            {text.versions.length > 1 && (
              <ButtonLink path={`${path}/compare`} kind="quiet">
                {t('draft-texts.compare.link')}
              </ButtonLink>
            )}
          </p>
          <Rounds text={text} />
        </Chapter>
      )}
      <Chapter id="text" title={t('draft-texts.page.version-n', { n: shown.number })} intro={<Versions text={text} />}>
        <p class="soft">
          {t('draft-texts.page.official-lang', {
            language: <bdi lang={text.officialLang}>{LANGUAGE_NAMES[text.officialLang]}</bdi>,
          })}
        </p>
        <FallbackNote text={shown.articles.find(({ kind }) => kind === 'article')?.body} />
        {shown.articles.map((article) => (
          <ArticlePart article={article} text={text} open={phase === 'open' && shown.number === text.version} />
        ))}
      </Chapter>
      <AttachmentsChapter
        institutionId={text.institutionId}
        subject={{ kind: 'draft-text', id: reference }}
        power={POWERS.write}
        documents={text.documents}
      />
      {isPublic(text) && (
        <p class="law">
          {t('platform.list.download', {
            links: (
              <a href={`/api/v1/draft-texts/${reference}`} dir="ltr">
                JSON
              </a>
            ),
          })}
        </p>
      )}
    </Document>
  );
}

/** What stands of the text at this moment, first thing on the page. */
function PhaseBanner({ text }: { text: Data }) {
  const { t, today } = usePage();
  const phase = phaseOf(text, today);
  if (phase === 'adopted')
    return (
      <Banner kind="good" title={t('draft-texts.phase.adopted')}>
        <p>{text.adoptedOn && t('draft-texts.page.adopted', { date: <DateText date={text.adoptedOn} /> })}</p>
        <Prose text={text.adoption?.note} />
        {text.adoption?.url && (
          <p>
            <a href={text.adoption.url} rel="external">
              {t('draft-texts.page.adopted-link')}
            </a>
          </p>
        )}
      </Banner>
    );
  const until = text.closesOn && <DateText date={text.closesOn} />;
  return (
    <Banner kind={phase === 'open' ? 'good' : 'info'} title={t(`draft-texts.phase.${phase}`)}>
      <p>
        {t(`draft-texts.phase-text.${phase}`, {
          opens: text.opensOn && <DateText date={text.opensOn} />,
          closes: until,
        })}
      </p>
    </Banner>
  );
}

function Dates({ text }: { text: Data }) {
  const { t } = usePage();
  if (!text.opensOn || !text.closesOn) return null;
  return (
    <>
      <Summary
        rows={[
          { label: t('draft-texts.field.opens-on'), value: <DateText date={text.opensOn} /> },
          { label: t('draft-texts.field.closes-on'), value: <DateText date={text.closesOn} /> },
          { label: t('draft-texts.field.level'), value: t(`draft-texts.level.${text.level}`) },
          text.concludedAt !== null && {
            label: t('draft-texts.field.concluded-on'),
            value: <DateText date={calendarDate(text.concludedAt)} />,
          },
          text.urgency !== null && {
            label: t('draft-texts.field.urgency'),
            value: <Multilingual text={text.urgency} />,
          },
        ]}
      />
      {text.earliestOn && (
        <p>
          {t('draft-texts.page.earliest', { date: <DateText date={text.earliestOn} /> })}{' '}
          {text.periodRule === 'consultation.draft-text' && <Law>{t('draft-texts.page.decree')}</Law>}
        </p>
      )}
    </>
  );
}

/** Each time the text was put before everybody, with what was said then. */
function Rounds({ text }: { text: Data }) {
  const { t, href } = usePage();
  if (text.rounds.length < 2) return null;
  return (
    <ul>
      {text.rounds.map(({ number, version, opensOn, closesOn }) => (
        <li>
          <a href={href(textPath(text.reference, `/amendments?round=${number}`))}>
            {t('draft-texts.page.round-n', { n: number })}
          </a>
          {' · '}
          {t('draft-texts.page.round-dates', {
            version,
            opens: <DateText date={opensOn} />,
            closes: <DateText date={closesOn} />,
          })}
          {' · '}
          {t('draft-texts.page.contributions-n', { n: text.saidIn.get(number) ?? 0 })}
        </li>
      ))}
    </ul>
  );
}

function Versions({ text }: { text: Data }) {
  const page = usePage();
  if (text.versions.length < 2) return null;
  return (
    <>
      {text.versions.map(({ number }, place) => (
        <>
          {place > 0 && ' · '}
          <a
            href={page.href(textPath(text.reference, `?version=${number}#text`))}
            aria-current={number === text.shown.number ? 'true' : undefined}
          >
            {page.t('draft-texts.page.version-n', { n: number })}
          </a>
        </>
      ))}
    </>
  );
}

function ArticlePart({ article, text, open }: { article: Article; text: Data; open: boolean }) {
  const { t, ts, href, lang } = usePage();
  const path = textPath(text.reference, `/articles/${article.id}`);
  const { amendments = 0, comments = 0 } = text.counts?.get(article.id) ?? {};
  const named = plain(article.label, lang) || ts(`draft-texts.part.${article.kind}`);
  return (
    <section class="flow" id={article.id}>
      <ArticleWords article={article} officialLang={text.officialLang} />
      {Object.keys(article.note).length > 0 && (
        <Details summary={t('draft-texts.article.note')}>
          <Prose text={article.note} />
        </Details>
      )}
      {article.kind !== 'chapter' && isPublic(text) && text.counts && (
        <p class="small">
          <a href={href(path)}>{t('draft-texts.article.said', { amendments, comments, name: <bdi>{named}</bdi> })}</a>
          {open && (
            <>
              {' · '}
              <a href={href(`${path}/contribute`)}>
                {t('draft-texts.article.propose')}
                <span class="hide-text"> {named}</span>
              </a>
              {' · '}
              <a href={href(`${path}/contribute?deed=insert`)}>
                {t('draft-texts.article.propose-new')}
                <span class="hide-text"> {named}</span>
              </a>
            </>
          )}
        </p>
      )}
    </section>
  );
}
