import { CommentsChapter, type ThreadSummary, threadSummary, threadTags } from '#core/comments/index.ts';
import { anyone } from '#platform/access.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { DateRange, DateText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { changesOf, type DraftedCommitment } from '../plan-draft.ts';
import { draftOf, type LoadedDraft, loadDraft, type PlanDraft } from '../queries/plan-drafts.ts';
import { planDraftSubject } from '../subjects.ts';
import { Introduced, isEmptyPart, Passages, Texts } from './passages.tsx';
import { VersionChanges } from './version-changes.tsx';

type Data = { draft: PlanDraft & { openedOn: string } & LoadedDraft; comments: ThreadSummary };

/** A draft that is open to discussion: what the plan would say, and what people say to it. */
export const openDraftPage = definePage<unknown, Data>({
  name: 'commitments.open-draft-page',
  path: '/action-plans/:reference/draft',
  on: 'both',
  access: anyone,
  async load({ db, page, params }) {
    const draft = await draftOf(db, params.reference ?? '', page.tenant?.id);
    const loaded = draft?.openedOn ? await loadDraft(db, draft) : undefined;
    if (!draft?.openedOn || !loaded) throw new NotFound();
    const comments = await threadSummary(db, {
      institutionId: draft.institutionId,
      kind: planDraftSubject.kind,
      id: draft.reference,
      open: true,
    });
    return { draft: { ...draft, openedOn: draft.openedOn, ...loaded }, comments };
  },
  cache: ({ draft, comments }) => [`plan-draft:${draft.reference}`, `plan:${draft.reference}`, ...threadTags(comments)],
  view: ({ data }) => <OpenDraft {...data} />,
});

function OpenDraft({ draft, comments }: Data) {
  const page = usePage();
  const { t, ts, lang } = page;
  const { plan, commitments } = draft.drafted;
  const { title, starts_on: start, ends_on: end, date_precision: precision } = plan.thing;
  const parts = (['vision', 'challenges', 'goals', 'axes'] as const).filter((part) => !isEmptyPart(plan.thing[part]));
  return (
    <Document
      title={plain(title, lang)}
      description={ts('commitments.plan.open-lead')}
      crumbs={[{ label: ts('commitments.page.plans'), path: '/action-plans' }]}
      crumb={draft.reference}
    >
      <PageHead
        kicker={t('commitments.plan.open-kicker')}
        title={{ text: title }}
        row={
          <span class="soft">
            <DateRange start={start} end={end} precision={precision} />
          </span>
        }
      />
      <Banner title={t('commitments.plan.open-banner')}>
        <p>{t('commitments.plan.open-lead')}</p>
        <p>{t('commitments.plan.open-since', { date: <DateText date={draft.openedOn} /> })}</p>
      </Banner>
      {!draft.isNew && (
        <Chapter id="changes" title={t('commitments.plan.changes')}>
          <VersionChanges changes={changesOf(draft.drafted)} />
        </Chapter>
      )}
      {parts.length > 0 && (
        <Chapter id="vision" title={t('commitments.page.plan-vision')}>
          {parts.map((part, index) => (
            <Details summary={t(`commitments.field.${part}`)} open={index === 0}>
              <Introduced part={plan.thing[part]} />
            </Details>
          ))}
        </Chapter>
      )}
      <Chapter id="commitments" title={t('commitments.page.commitments')}>
        {commitments
          .filter((one) => one.state !== 'removed')
          .map((one) => (
            <Commitment commitment={one} />
          ))}
      </Chapter>
      <CommentsChapter summary={comments} />
    </Document>
  );
}

function Commitment({ commitment }: { commitment: DraftedCommitment }) {
  const { t, format } = usePage();
  const { thing, reference } = commitment;
  const milestones = commitment.milestones.filter((one) => one.state !== 'removed');
  return (
    <section class="flow" aria-labelledby={reference}>
      <h3 id={reference}>
        {format.number(thing.number)}. <Multilingual text={thing.title} />
      </h3>
      {thing.problem.length + thing.actions.length + thing.expected_results.length > 0 && (
        <Details summary={t('commitments.plan.what-it-says')}>
          {thing.problem.length > 0 && <h4>{t('commitments.field.problem')}</h4>}
          <Passages passages={thing.problem} />
          {thing.actions.length > 0 && <h4>{t('commitments.field.actions')}</h4>}
          <Passages passages={thing.actions} />
          {thing.expected_results.length > 0 && <h4>{t('commitments.field.expectedResults')}</h4>}
          <Texts texts={thing.expected_results} />
        </Details>
      )}
      {milestones.length > 0 && (
        <ol>
          {milestones.map(({ thing: one }) => (
            <li>
              <Multilingual text={one.title} />
              {(one.starts_on || one.ends_on) && (
                <span class="meta">
                  <DateRange start={one.starts_on} end={one.ends_on} precision={one.date_precision ?? 'day'} />
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
