import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { CommentsChapter, type ThreadSummary, threadSummary } from '#core/comments/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { type Territory, territoryByCode } from '#core/territory/index.ts';
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
import { PlaceMap } from './about-place.tsx';
import { ConsultationEmbedding } from './consultation-embed.tsx';
import { HeldCard } from './held-card.tsx';
import type { WholeConsultation } from './loading.ts';
import { activityPath, doneNow, stageStatus, statusOf } from './words.ts';

/** A consultation with what came in so far. */
export type ShownConsultation = WholeConsultation & {
  /** Of each call for proposals: how many are shown, and how many of them are about a place. */
  counts: Map<string, { shown: number; placed: number }>;
  /** The territory that it is about. */
  place: Territory | undefined;
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
  const counts: ShownConsultation['counts'] = new Map();
  for (const { id, kind } of activities) {
    if (kind !== 'proposals') continue;
    const { byStanding, byTerritory } = await callFigures(db, { institutionId, id });
    const shown = byStanding.shown ?? 0;
    counts.set(id, { shown, placed: shown - (byTerritory[''] ?? 0) });
  }
  return {
    ...found,
    counts,
    place: found.aboutKind === 'place' ? await territoryByCode(db, found.aboutReference) : undefined,
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
      {now && !isDraft && <NowRow data={data} stage={now} />}
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
                      {data.place ? <Multilingual text={data.place.name} as="bdi" /> : <bdi>{data.aboutReference}</bdi>}
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
        {data.place && <PlaceMap place={data.place} />}
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
      {!isDraft && (
        <>
          <CommentsChapter summary={data.comments} />
          <p>
            <a href={href(`${path}/participation`)}>{t('consultations.integrity.link')}</a>
          </p>
          <p>
            <FollowLink on={`${CONSULTATION}:${data.reference}`} kind="quiet" />
          </p>
          <ConsultationEmbedding consultation={data} />
        </>
      )}
    </Document>
  );
}

function aboutPath({ aboutKind, aboutReference, place }: ShownConsultation): string | undefined {
  if (aboutReference === '') return undefined;
  if (aboutKind === 'commitment') return `/commitments/${aboutReference}`;
  if (aboutKind === 'text' && /^TXT-/.test(aboutReference)) return `/draft-texts/${aboutReference}`;
  if (place) return `/territories/${place.code}`;
  if (aboutKind === 'plan') return `/action-plans/${aboutReference}`;
  return /^https:\/\//.test(aboutReference) ? aboutReference : undefined;
}

function NowRow({ data, stage }: { data: Data; stage: ConsultationStage }) {
  const { t, today } = usePage();
  return (
    <Chapter id="now" title={t('consultations.page.now', { stage: <Multilingual text={stage.title} as="bdi" /> })}>
      <div class="row">
        {doneNow(data, stage, data.held, today).map((activity) => (
          <ButtonLink
            {...(activity.path.startsWith('/') ? { path: activity.path } : { href: activity.path })}
            kind={activity.kind === 'document' || activity.kind === 'meeting' ? 'quiet' : 'main'}
          >
            <Multilingual text={activity.title} as="bdi" />
          </ButtonLink>
        ))}
      </div>
    </Chapter>
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
          const counted = data.counts.get(activity.id);
          const title = <Multilingual text={activity.title} as="bdi" />;
          return (
            <li>
              {path ? <a href={path.startsWith('/') ? href(path) : path}>{title}</a> : title}
              {data.state !== 'draft' && counted && <> – {t('consultations.page.proposals', { n: counted.shown })}</>}
              {data.state !== 'draft' && counted && counted.placed > 0 && (
                <>
                  {' · '}
                  <a href={href(`/proposals?call=${activity.id}#places-map`)}>
                    {t('consultations.page.on-map', { n: counted.placed })}
                  </a>
                </>
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
