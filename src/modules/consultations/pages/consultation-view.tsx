import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { CommentsChapter, type ThreadSummary, threadSummary } from '#core/comments/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { callFigures } from '#modules/proposals/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateRange, FallbackNote, Multilingual, Prose } from '#platform/html/text.tsx';
import { Timeline } from '#platform/html/timeline.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { PageRequest } from '#platform/page.ts';
import { POWERS } from '../access.ts';
import { standingOf, takesComments } from '../consultation.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { type Held, heldThings } from '../queries/held.ts';
import { CONSULTATION } from '../subject.ts';
import { HeldCard } from './held-card.tsx';
import type { WholeConsultation } from './loading.ts';
import { activityPath, stageStatus, statusOf } from './words.ts';

/** A consultation with what came in so far. */
export type ShownConsultation = WholeConsultation & {
  counts: Map<string, number>;
  held: Map<string, Held>;
  comments: ThreadSummary;
  documents: readonly Attachment[];
};
type Data = ShownConsultation;

/** Reads what the page of a consultation shows besides it. */
export async function shownConsultation(
  { db, page }: Pick<PageRequest, 'db' | 'page'>,
  found: WholeConsultation,
): Promise<ShownConsultation> {
  const { institutionId, reference } = found;
  const activities = found.stages.flatMap((stage) => stage.activities);
  const counts = new Map<string, number>();
  for (const { id, kind } of activities)
    if (kind === 'proposals') counts.set(id, (await callFigures(db, { institutionId, id })).byStanding.shown ?? 0);
  return {
    ...found,
    counts,
    held: await heldThings(db, found, activities, page),
    comments: await threadSummary(db, {
      institutionId,
      kind: CONSULTATION,
      id: reference,
      open: takesComments(found.state, found.stages, page.today),
    }),
    documents: await attachmentsOf(db, institutionId, [{ kind: CONSULTATION, id: reference }]),
  };
}

/** The page of a consultation. A draft, which is shown by its link alone, says that it is one. */
export function ConsultationView({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, lang, today, href } = page;
  const path = `/consultations/${data.reference}`;
  const [lead, ...partners] = data.bodies;
  const now = data.stages.find((stage) => standingOf(stage, today) === 'running');
  const about = aboutPath(data);
  const isDraft = data.state === 'draft';
  return (
    <Document
      title={plain(data.title, lang)}
      description={plain(data.summary, lang).slice(0, 150)}
      crumbs={[{ label: ts('consultations.page.title'), path: '/consultations' }]}
      crumb={data.reference}
      canonical={isDraft ? null : path}
      noIndex={isDraft}
    >
      <PageHead
        kicker={t('consultations.page.kicker', {
          model: t(`consultations.model.${data.model}`),
          reference: <Code>{data.reference}</Code>,
        })}
        title={{ text: data.title }}
        row={<StatusTag {...statusOf(page, data)} />}
      />
      {isDraft && (
        <Banner kind="warn" title={t('consultations.preview.title')}>
          <p>{t('consultations.preview.text')}</p>
        </Banner>
      )}
      <FallbackNote text={data.summary} />
      <Prose text={data.summary} />
      {now && <NowRow data={data} stage={now} />}
      <Chapter id="influence" title={t('consultations.page.influence')}>
        <Summary
          rows={[
            { label: t('consultations.field.open-to'), value: <Prose text={data.openTo} /> },
            { label: t('consultations.field.not-open'), value: <Prose text={data.notOpen} /> },
            { label: t('consultations.field.decides'), value: <Prose text={data.decides} /> },
            {
              label: t('consultations.field.about'),
              value: (
                <>
                  {t(`consultations.about.${data.aboutKind}`)}{' '}
                  {about ? (
                    <a href={about.startsWith('/') ? href(about) : about}>
                      <bdi>{data.aboutReference}</bdi>
                    </a>
                  ) : (
                    <bdi>{data.aboutReference}</bdi>
                  )}
                </>
              ),
            },
            {
              label: t('consultations.field.who'),
              value: t(`consultations.level.${data.level === 1 ? 'one' : 'two'}`),
            },
            { label: t('consultations.field.lead'), value: <Multilingual text={lead?.name} as="bdi" /> },
            partners.length > 0 && {
              label: t('consultations.field.partners'),
              value: (
                <ul>
                  {partners.map((body) => (
                    <li>
                      <Multilingual text={body.name} as="bdi" />
                    </li>
                  ))}
                </ul>
              ),
            },
            {
              label: t('consultations.field.languages'),
              value: page.format.list(data.languages.map((one) => ts(`consultations.language.${one}`))),
            },
          ]}
        />
      </Chapter>
      <Chapter id="stages" title={t('consultations.page.stages')}>
        <Timeline
          entries={data.stages.map((stage) => {
            const standing = standingOf(stage, today);
            return {
              id: `stage-${stage.number}`,
              state: standing === 'running' ? 'now' : standing === 'to-come' ? 'next' : 'done',
              when: <DateRange start={stage.startsOn} end={stage.endsOn} />,
              title: <Multilingual text={stage.title} as="bdi" />,
              children: <StageView data={data} stage={stage} />,
            };
          })}
        />
      </Chapter>
      <AttachmentsChapter
        institutionId={data.institutionId}
        subject={{ kind: CONSULTATION, id: data.reference }}
        power={POWERS.manage}
        documents={data.documents}
      />
      <CommentsChapter summary={data.comments} />
      {!isDraft && (
        <>
          <p>
            <a href={href(`${path}/participation`)}>{t('consultations.integrity.link')}</a>
          </p>
          <p>
            <FollowLink on={`${CONSULTATION}:${data.reference}`} kind="quiet" />
          </p>
        </>
      )}
    </Document>
  );
}

function aboutPath({ aboutKind, aboutReference }: WholeConsultation): string | undefined {
  if (aboutReference === '') return undefined;
  if (aboutKind === 'commitment') return `/commitments/${aboutReference}`;
  if (aboutKind === 'text' && /^TXT-/.test(aboutReference)) return `/draft-texts/${aboutReference}`;
  if (aboutKind === 'plan') return `/action-plans/${aboutReference}`;
  return /^https:\/\//.test(aboutReference) ? aboutReference : undefined;
}

function NowRow({ data, stage }: { data: Data; stage: ConsultationStage }) {
  const { t, today } = usePage();
  const shown = stage.activities.flatMap((activity) => {
    const held = data.held.get(activity.id);
    const path = held?.doPath ?? activityPath(data, stage, activity, today, held);
    return path ? [{ ...activity, path }] : [];
  });
  return (
    <section class="flow" aria-labelledby="now-title">
      <h2 id="now-title">{t('consultations.page.now', { stage: <Multilingual text={stage.title} as="bdi" /> })}</h2>
      <div class="row">
        {shown.map((activity) => (
          <ButtonLink
            {...(activity.path.startsWith('/') ? { path: activity.path } : { href: activity.path })}
            kind={activity.kind === 'document' || activity.kind === 'meeting' ? 'quiet' : 'main'}
          >
            <Multilingual text={activity.title} as="bdi" />
          </ButtonLink>
        ))}
      </div>
    </section>
  );
}

function StageView({ data, stage }: { data: Data; stage: ConsultationStage }) {
  const page = usePage();
  const { t, href, today } = page;
  return (
    <>
      <p>
        <StatusTag {...stageStatus(page, standingOf(stage, today))} />
      </p>
      <Prose text={stage.words} />
      <ul>
        {stage.activities.map((activity) => {
          const held = data.held.get(activity.id);
          const path = activityPath(data, stage, activity, today, held);
          const title = <Multilingual text={activity.title} as="bdi" />;
          return (
            <li>
              {path ? <a href={path.startsWith('/') ? href(path) : path}>{title}</a> : title}
              {data.counts.has(activity.id) && (
                <> – {t('consultations.page.proposals', { n: data.counts.get(activity.id) ?? 0 })}</>
              )}
              {held && held.phase !== 'draft' && <HeldCard held={held} />}
            </li>
          );
        })}
      </ul>
      {stage.report && (
        <p>
          <a href={href(`/consultations/${data.reference}/stages/${stage.number}`)}>{t('consultations.report.link')}</a>
        </p>
      )}
    </>
  );
}
