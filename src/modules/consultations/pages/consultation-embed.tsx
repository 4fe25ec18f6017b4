import { daysBetween } from '#core/deadlines/index.ts';
import { NotFound } from '#platform/errors.ts';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Details } from '#platform/html/details.tsx';
import { Document } from '#platform/html/layout.tsx';
import { renderPage } from '#platform/html/render.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { standingOf } from '../consultation.ts';
import type { Consultation, ConsultationStage } from '../queries/consultations.ts';
import { type Held, heldThings } from '../queries/held.ts';
import { addressed, type WholeConsultation } from './loading.ts';
import { doneNow, statusOf } from './words.ts';

type Shown = { consultation: WholeConsultation; stage: ConsultationStage | undefined; held: Map<string, Held> };

/** A consultation for other sites to show in a frame. */
export const consultationEmbed = defineResource({
  name: 'consultations.consultation-embed',
  path: '/consultations/:reference/embed',
  on: 'both',
  load: async (request) => {
    const { db, page } = request;
    const consultation = await addressed(request);
    if (consultation.state === 'draft') throw new NotFound();
    const stage = consultation.stages.find((one) => standingOf(one, page.today) === 'running');
    const held = await heldThings(db, consultation, stage?.activities ?? [], page);
    return {
      type: 'text/html; charset=utf-8',
      body: renderPage(page, <Embedded consultation={consultation} stage={stage} held={held} />),
      tags: [`consultation:${consultation.reference}`, ...[...held.values()].flatMap(({ tags }) => tags)],
      embeddable: true,
    };
  },
});

/** In a small frame: its title, the stage that runs, what one can do in it and until when. */
function Embedded({ consultation, stage, held }: Shown) {
  const page = usePage();
  const { t, lang, today, absolute } = page;
  const path = `/consultations/${consultation.reference}`;
  const left = stage ? daysBetween(today, stage.endsOn) : 0;
  return (
    <Document title={plain(consultation.title, lang)} bare canonical={path} noIndex>
      <p class="kicker">
        <Code>{consultation.reference}</Code>
      </p>
      <Multilingual as="h1" text={consultation.title} class="h2" />
      <p class="row">
        <StatusTag {...statusOf(page, consultation)} />
      </p>
      {stage && (
        <>
          <p>
            {t('consultations.page.now', { stage: <Multilingual text={stage.title} as="bdi" /> })} –{' '}
            {left === 0 ? t('consultations.embed.last-day') : t('consultations.embed.left', { n: left })}
          </p>
          <ul>
            {doneNow(consultation, stage, held, today).map(({ title, path: to }) => (
              <li>
                <a href={to.startsWith('/') ? absolute(to) : to} target="_top">
                  <Multilingual text={title} as="bdi" />
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="more" href={absolute(path)} target="_top">
          {t('consultations.embed.more')}
        </a>
      </p>
    </Document>
  );
}

/** How to show a consultation on another site. */
export function ConsultationEmbedding({ consultation }: { consultation: Pick<Consultation, 'reference' | 'title'> }) {
  const { t, lang, absolute } = usePage();
  const title = plain(consultation.title, lang).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  const source = absolute(`/consultations/${consultation.reference}/embed`);
  return (
    <Details summary={t('consultations.embed.code')}>
      <Copyable id="embed-code" as="pre">
        {`<iframe src="${source}" title="${title}" width="100%" height="320" loading="lazy"></iframe>`}
      </Copyable>
    </Details>
  );
}
