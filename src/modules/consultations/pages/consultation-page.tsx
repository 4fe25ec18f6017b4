import { type Attachment, AttachmentsChapter, attachmentsOf } from '#core/attachments/index.ts';
import { CommentsChapter, type ThreadSummary, threadSummary, threadTags } from '#core/comments/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { callFigures } from '#modules/proposals/index.ts';
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
import { definePage } from '#platform/page.ts';
import { POWERS, readConsultation } from '../access.ts';
import { standingOf, takesComments } from '../consultation.ts';
import type { ConsultationStage } from '../queries/consultations.ts';
import { CONSULTATION } from '../subject.ts';
import { addressed, type WholeConsultation } from './loading.ts';
import { activityPath, stageStatus, statusOf } from './words.ts';

type Data = WholeConsultation & {
  counts: Map<string, number>;
  comments: ThreadSummary;
  documents: readonly Attachment[];
};

/** A consultation: what can change and what not, who decides, its stages with what to do in each, and what came of those that are over. */
export const consultationPage = definePage<unknown, Data>({
  name: 'consultations.consultation-page',
  path: '/consultations/:reference',
  on: 'both',
  access: readConsultation,
  load: async (request) => {
    const { db, page } = request;
    const found = await addressed(request);
    const { institutionId, reference } = found;
    const calls = found.stages.flatMap(({ activities }) => activities).filter(({ kind }) => kind === 'proposals');
    const counts = new Map<string, number>();
    for (const { id } of calls) counts.set(id, (await callFigures(db, { institutionId, id })).byStanding.shown ?? 0);
    return {
      ...found,
      counts,
      comments: await threadSummary(db, {
        institutionId,
        kind: CONSULTATION,
        id: reference,
        open: takesComments(found.state, found.stages, page.today),
      }),
      documents: await attachmentsOf(db, institutionId, [{ kind: CONSULTATION, id: reference }]),
    };
  },
  cache: (data) => [
    `consultation:${data.reference}`,
    ...[...data.counts.keys()].map((id) => `proposal-call:${id}`),
    ...threadTags(data.comments),
  ],
  view: ({ data }) => <ConsultationView data={data} />,
});

function ConsultationView({ data }: { data: Data }) {
  const page = usePage();
  const { t, ts, lang, today, href } = page;
  const path = `/consultations/${data.reference}`;
  const [lead, ...partners] = data.bodies;
  const now = data.stages.find((stage) => standingOf(stage, today) === 'running');
  const about = aboutPath(data);
  return (
    <Document
      title={plain(data.title, lang)}
      description={plain(data.summary, lang).slice(0, 150)}
      crumbs={[{ label: ts('consultations.page.title'), path: '/consultations' }]}
      crumb={data.reference}
      canonical={path}
    >
      <PageHead
        kicker={t('consultations.page.kicker', {
          model: t(`consultations.model.${data.model}`),
          reference: <Code>{data.reference}</Code>,
        })}
        title={{ text: data.title }}
        row={<StatusTag {...statusOf(page, data)} />}
      />
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
      <p>
        <FollowLink on={`${CONSULTATION}:${data.reference}`} kind="quiet" />
      </p>
    </Document>
  );
}

function aboutPath({ aboutKind, aboutReference }: WholeConsultation): string | undefined {
  if (aboutReference === '') return undefined;
  if (aboutKind === 'commitment') return `/commitments/${aboutReference}`;
  if (aboutKind === 'plan') return `/action-plans/${aboutReference}`;
  return /^https:\/\//.test(aboutReference) ? aboutReference : undefined;
}

function NowRow({ data, stage }: { data: Data; stage: ConsultationStage }) {
  const { t, today } = usePage();
  const shown = stage.activities.flatMap((activity) => {
    const path = activityPath(data, stage, activity, today);
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
          const path = activityPath(data, stage, activity, today);
          const title = <Multilingual text={activity.title} as="bdi" />;
          return (
            <li>
              {path ? <a href={path.startsWith('/') ? href(path) : path}>{title}</a> : title}
              {data.counts.has(activity.id) && (
                <> – {t('consultations.page.proposals', { n: data.counts.get(activity.id) ?? 0 })}</>
              )}
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
