import type { Attachment } from '#core/attachments/index.ts';
import type { CaseKind, CaseReader } from '#platform/case-kind.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { renderPage } from '#platform/html/render.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateText, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { presentCase, presentEvent } from '../api/shapes.ts';
import type { CaseEvent, CaseFile } from '../queries.ts';
import { CaseTimeline } from './case-timeline.tsx';
import { stateText } from './case-view.tsx';

/** A case as somebody takes it along. */
export type CaseRecord = { caseFile: CaseFile; kind: CaseKind; events: readonly CaseEvent[]; reader: CaseReader };

/** The log of a case as a page that needs nothing beside it; `fileName` says where a document lies beside the page. */
export function recordPage(
  page: PageContext,
  { caseFile, kind, events, reader }: CaseRecord,
  fileName: (file: Attachment) => string,
): string {
  const { t, ts, lang, dir } = page;
  return renderPage(
    page,
    <html lang={lang} dir={dir}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width" />
        <title>{caseFile.reference}</title>
      </head>
      <body>
        <main>
          <h1>
            <Multilingual text={caseFile.title} />
          </h1>
          <Summary
            rows={[
              { label: t('cases.field.reference'), value: <Code>{caseFile.reference}</Code> },
              { label: t('cases.field.kind'), value: t(kind.label) },
              reader !== 'public' && {
                label: t('cases.field.party'),
                value: <bdi>{caseFile.partyName || ts('cases.field.anonymous')}</bdi>,
              },
              { label: t('cases.field.state'), value: stateText(page, kind, caseFile.state) },
              { label: t('cases.field.received'), value: <DateText date={caseFile.receivedOn} /> },
              caseFile.dueOn !== null && { label: t('cases.field.due'), value: <DateText date={caseFile.dueOn} /> },
              { label: t('cases.zip.made'), value: <DateTimeText instant={page.now} /> },
            ]}
          />
          <h2>{t('cases.timeline.title')}</h2>
          <CaseTimeline
            kind={kind}
            events={events}
            fileHref={(file) => fileName(file).split('/').map(encodeURIComponent).join('/')}
          />
        </main>
      </body>
    </html>,
  );
}

/** The same for programs, in the shapes of the API; without its party for those who are not to know it. */
export function recordJson({ caseFile, events, reader }: CaseRecord, fileName: (file: Attachment) => string): string {
  const { party, assigned, channel, ...shared } = presentCase(caseFile);
  const log = events.map((event) => ({
    ...presentEvent(event),
    documents: event.files
      .filter(({ state }) => state === 'shown')
      .map((file) => ({ name: file.name, size: file.size, type: file.type, file: fileName(file) })),
  }));
  return JSON.stringify(
    { ...shared, ...(reader === 'public' ? {} : { party, assigned, channel }), events: log },
    null,
    2,
  );
}
