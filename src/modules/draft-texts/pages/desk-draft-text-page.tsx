import { DeskDocument, dateOf, institutionsById, one, textOf, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { answerRule, publishRule, writeText } from '../access.ts';
import { adoptDraftText } from '../actions/adopt-draft-text.ts';
import { draftVersion } from '../actions/draft-version.ts';
import { extendConsultation } from '../actions/extend-consultation.ts';
import { finishConsultation } from '../actions/finish-consultation.ts';
import { openRound } from '../actions/open-round.ts';
import { publishDraftText } from '../actions/publish-draft-text.ts';
import { publishVersion } from '../actions/publish-version.ts';
import { nameOfArticle, TEXT_LANGS } from '../article.ts';
import { deskPath, isPublic, phaseOf, textPath } from '../draft-text.ts';
import { floorOf, roundsOf, type Version, versionOf, workingVersion } from '../queries/draft-texts.ts';
import {
  AdoptForm,
  DraftVersionForm,
  ExtendForm,
  FinishForm,
  PublishForm,
  PublishVersionForm,
  RoundForm,
} from './desk-forms.tsx';
import { type DeskTextData, deskText } from './desk-text.ts';
import { statusOf } from './words.tsx';

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(deskPath(params.reference ?? ''));

const askedPeriod = (values: Parameters<typeof dateOf>[0]) => ({
  opensOn: dateOf(values, 'opensOn'),
  closesOn: dateOf(values, 'closesOn'),
  urgency: textOf(values, 'urgency'),
});

/** A text on the desk: what stands of it, its parts while a version is being written, and the next deeds. */
export const deskDraftTextPage = definePage<unknown, DeskTextData>({
  name: 'draft-texts.desk-draft-text-page',
  path: '/desk/draft-texts/:reference',
  on: 'tenant',
  access: writeText,
  async load(request) {
    const { db, page } = request;
    const text = await deskText(request);
    const body = (await institutionsById(db, [text.institutionId])).get(text.institutionId);
    if (!body) throw new NotFound();
    const [working, base, floor, rounds] = await Promise.all([
      workingVersion(db, text),
      text.version > 0 ? versionOf(db, text, text.version) : undefined,
      floorOf(db, body, page.today),
      roundsOf(db, text),
    ]);
    const may = {
      publish: publishRule.allows(page.actor, text, page),
      answer: answerRule.allows(page.actor, text, page),
    };
    return { ...text, working, base, floor, rounds, may };
  },
  view: ({ data, form }) => <DeskTextView data={data} form={form} />,
  submits: {
    publish: {
      action: publishDraftText,
      input: (values, { params }) => ({ text: params.reference, ...askedPeriod(values) }),
      done: back,
    },
    round: {
      action: openRound,
      input: (values, { params }) => ({ text: params.reference, ...askedPeriod(values) }),
      done: back,
    },
    extend: {
      action: extendConsultation,
      input: (values, { params }) => ({ text: params.reference, closesOn: dateOf(values, 'closesOn') }),
      done: back,
    },
    draft: {
      action: draftVersion,
      input: (values, { params }) => ({ text: params.reference, again: one(values, 'again') === 'yes' }),
      done: back,
    },
    version: {
      action: publishVersion,
      input: (values, { params }) => ({ text: params.reference, note: textOf(values, 'note') }),
      done: back,
    },
    finish: {
      action: finishConsultation,
      input: (values, { params }) => ({ text: params.reference, summary: textOf(values, 'summary') }),
      done: back,
    },
    adopt: {
      action: adoptDraftText,
      input: (values, { params }) => ({
        text: params.reference,
        adoptedOn: dateOf(values, 'adoptedOn'),
        note: textOf(values, 'note'),
        url: one(values, 'url').trim(),
      }),
      done: back,
    },
  },
});

function DeskTextView({ data, form }: { data: DeskTextData; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today, href } = page;
  const { reference, working, may } = data;
  const phase = phaseOf(data, today);
  const isConsultedOn = data.rounds.at(-1)?.version === data.version;
  const mayRecord = phase === 'open' || (phase === 'answering' && isConsultedOn && !working);
  return (
    <DeskDocument
      title={plain(data.title, lang)}
      tabs={data.tabs}
      crumbs={[{ label: ts('draft-texts.page.texts'), path: '/desk/draft-texts' }]}
      row={
        <>
          <StatusTag {...statusOf(page, data)} />
          <a href={href(textPath(reference))}>
            {t(isPublic(data) ? 'draft-texts.desk.public' : 'draft-texts.desk.see')}
          </a>
        </>
      }
    >
      <ErrorSummary state={form} />
      <Summary
        rows={[
          { label: t('draft-texts.field.reference'), value: <Code>{reference}</Code> },
          {
            label: t('draft-texts.field.official-lang'),
            value: <bdi lang={data.officialLang}>{LANGUAGE_NAMES[data.officialLang]}</bdi>,
            ...(data.state === 'draft'
              ? { change: { path: deskPath(reference, '/edit'), label: ts('draft-texts.desk.edit') } }
              : {}),
          },
          { label: t('draft-texts.field.level'), value: t(`draft-texts.level.${data.level}`) },
          data.opensOn !== null && {
            label: t('draft-texts.field.opens-on'),
            value: <DateText date={data.opensOn} />,
          },
          data.closesOn !== null && {
            label: t('draft-texts.field.closes-on'),
            value: <DateText date={data.closesOn} />,
          },
          isPublic(data) && {
            label: t('draft-texts.field.contributions'),
            value: (
              <>
                {t('draft-texts.page.contributions-n', { n: data.contributions })} ·{' '}
                {t('draft-texts.desk.unanswered-n', { n: data.unanswered })}
              </>
            ),
          },
        ]}
      />
      {isPublic(data) && may.answer && (
        <p class="row">
          <ButtonLink path={deskPath(reference, '/contributions?answer=none')}>
            {t('draft-texts.desk.to-answer')}
          </ButtonLink>
          {mayRecord && (
            <ButtonLink path={deskPath(reference, '/record')} kind="quiet">
              {t('draft-texts.record.title')}
            </ButtonLink>
          )}
        </p>
      )}
      {working && <Parts data={data} working={working} />}
      {may.publish && data.state === 'draft' && <PublishForm data={data} form={form} />}
      {may.publish && (phase === 'announced' || phase === 'open') && <ExtendForm data={data} form={form} />}
      {phase === 'answering' && <DraftVersionForm data={data} form={form} />}
      {may.publish && phase === 'answering' && working && <PublishVersionForm data={data} form={form} />}
      {may.publish && phase === 'answering' && !working && !isConsultedOn && <RoundForm data={data} form={form} />}
      {may.publish && phase === 'answering' && <FinishForm data={data} form={form} />}
      {may.publish && phase === 'concluded' && <AdoptForm form={form} />}
    </DeskDocument>
  );
}

/** The parts of the version that is being written, each leading to its form. */
function Parts({ data, working }: { data: DeskTextData; working: Version }) {
  const { t, ts, lang, href } = usePage();
  const { reference } = data;
  const path = (id: string) => deskPath(reference, `/articles/${id}`);
  const before = new Map(data.base?.articles.map((article) => [article.id, article]));
  const langs = TEXT_LANGS.filter((each) => data.base?.articles.some(({ body }) => body[each]));
  // What was amended in one language waits to be translated in the other.
  const isOneSided = (one: Version['articles'][number]) => {
    const was = before.get(one.id);
    if (!was) return langs.length > 1 && TEXT_LANGS.filter((each) => one.body[each]).length === 1;
    const changed = TEXT_LANGS.filter((each) => was.body[each] !== one.body[each]);
    return changed.length === 1 && TEXT_LANGS.every((each) => was.body[each]);
  };
  return (
    <Chapter
      id="parts"
      title={t('draft-texts.desk.parts', { n: working.number })}
      intro={t('draft-texts.desk.parts-intro')}
    >
      {working.articles.length === 0 ? (
        <Empty title={t('draft-texts.desk.no-parts')}>
          <p>{t('draft-texts.desk.no-parts-text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('draft-texts.import.parts')}
          hideCaption
          rows={working.articles}
          columns={[
            {
              key: 'part',
              label: ts('draft-texts.import.part'),
              head: true,
              cell: (one) => (
                <a href={href(path(one.id))} id={one.id}>
                  <bdi>{nameOfArticle(one, lang) || t(`draft-texts.part.${one.kind}`)}</bdi>
                </a>
              ),
            },
            { key: 'kind', label: ts('draft-texts.table.kind'), cell: (one) => t(`draft-texts.part.${one.kind}`) },
            {
              key: 'langs',
              label: ts('draft-texts.desk.languages'),
              cell: (one) => (
                <>
                  {TEXT_LANGS.filter((each) => one.body[each] || one.heading[each] || one.label[each])
                    .map((each) => LANGUAGE_NAMES[each])
                    .join(' · ')}
                  {isOneSided(one) && <p class="small">{t('draft-texts.desk.translate')}</p>}
                </>
              ),
            },
            {
              key: 'after',
              label: ts('draft-texts.desk.new-article'),
              cell: (one) => (
                <a href={href(`${path('new')}?after=${one.id}`)}>
                  {t('draft-texts.desk.add-after')}
                  <span class="hide-text"> {nameOfArticle(one, lang)}</span>
                </a>
              ),
            },
          ]}
        />
      )}
      <p class="row">
        <ButtonLink path={path('new')} kind="quiet">
          {t('draft-texts.desk.new-article')}
        </ButtonLink>
        <ButtonLink path={deskPath(reference, '/import')} kind="quiet">
          {t('draft-texts.import.title')}
        </ButtonLink>
      </p>
    </Chapter>
  );
}
