import { nationalPortal } from '#core/institutions/index.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type PageRequest, type ResourceAnswer } from '#platform/page.ts';
import type { PdfBlock, PdfDocument } from '#platform/pdf/document-spec.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import { managePersonalData, oneself, personOf } from './access.ts';
import { everythingKnown, knownAsJson, type ShownPart, shownPart } from './known.ts';
import { modeOf, type RegisteredProcessing, registeredProcessings } from './processings.ts';

/** Private files are for one reader and are kept nowhere on the way. */
const PRIVATE = { 'cache-control': 'private, no-store' };

/** Everything known about the person who asks, for programs. */
export const ownDataJson = defineResource({
  name: 'personal-data.own-data-json',
  path: '/me/data.json',
  on: 'both',
  access: oneself,
  async load(request): Promise<ResourceAnswer> {
    const parts = await partsOf(request);
    const body = knownAsJson(parts, request.page.now);
    return { type: 'application/json; charset=utf-8', body, download: 'jamaa.json', headers: PRIVATE };
  },
});

/** The same, to print or to hand on. */
export const ownDataPdf = defineResource({
  name: 'personal-data.own-data-pdf',
  path: '/me/data.pdf',
  on: 'both',
  access: oneself,
  async load(request): Promise<ResourceAnswer> {
    const { page } = request;
    const parts = (await partsOf(request)).map((part) => shownPart(page, part));
    const document: PdfDocument = {
      lang: page.lang,
      title: page.ts('personal-data.me.title'),
      subtitle: page.ts('personal-data.me.as-of', { date: page.format.dateTime(page.now) }),
      institution: await speaker(request),
      date: page.today,
      blocks: parts.flatMap((part) => blocksOf(page, part)),
    };
    return { type: PDF_TYPE, body: await renderPdf(document), download: 'jamaa.pdf', headers: PRIVATE };
  },
});

async function partsOf({ db, page, offers }: PageRequest) {
  return everythingKnown(db, offers.personalData, personOf(page.actor).id);
}

function blocksOf({ ts }: PageContext, part: ShownPart): PdfBlock[] {
  const facts = (rows: ShownPart['rows']): PdfBlock[] =>
    rows.length === 0 ? [] : [{ kind: 'facts', rows: rows.map(({ label, value }) => [label, value] as const) }];
  const lists = part.lists.filter((list) => list.items.length > 0);
  const isEmpty = part.rows.length === 0 && lists.length === 0;
  return [
    { kind: 'heading', text: part.title },
    ...(isEmpty ? [{ kind: 'paragraph' as const, text: ts('personal-data.me.nothing') }] : facts(part.rows)),
    ...lists.flatMap((list): PdfBlock[] => [
      { kind: 'heading', text: list.title, level: 2 },
      ...list.items.flatMap(facts),
    ]),
  ];
}

/** Who speaks in a document: the body whose site it is, else the national portal. */
async function speaker({ db, page }: PageRequest): Promise<PdfDocument['institution']> {
  const body = page.tenant ?? (await nationalPortal(db));
  return { name: plain(body.name, page.lang), accent: body.accent, emblem: body.emblem };
}

/** The register of a body, to be signed and kept on paper. */
export const processingsPdf = defineResource({
  name: 'personal-data.processings-pdf',
  path: '/desk/processings.pdf',
  on: 'tenant',
  access: managePersonalData,
  target: async ({ page }) => (page.tenant ? { institutionId: page.tenant.id } : undefined),
  async load(request): Promise<ResourceAnswer> {
    const { db, page, offers, around } = request;
    const institutionId = page.tenant?.id ?? '';
    const processings = await registeredProcessings(db, institutionId, offers, modeOf(around));
    const document: PdfDocument = {
      lang: page.lang,
      title: page.ts('personal-data.register.title'),
      subtitle: page.ts('personal-data.me.as-of', { date: page.format.dateTime(page.now) }),
      institution: await speaker(request),
      date: page.today,
      blocks: [
        ...processings.flatMap((each) => registerBlocks(page, each)),
        { kind: 'note', text: page.ts('personal-data.register.law') },
      ],
    };
    return { type: PDF_TYPE, body: await renderPdf(document), download: 'registre.pdf', headers: PRIVATE };
  },
});

function registerBlocks({ ts }: PageContext, { processing, row, state }: RegisteredProcessing): PdfBlock[] {
  const status = state.open ? (state.sample ? 'sample' : 'open') : 'closed';
  return [
    { kind: 'heading', text: ts(processing.purpose) },
    {
      kind: 'facts',
      rows: [
        [ts('personal-data.register.kind'), [{ text: processing.kind, ltr: true }]],
        [ts('personal-data.register.regime'), ts(`personal-data.regimes.${processing.regime}`)],
        [ts('personal-data.notice.what'), ts(processing.data)],
        [ts('personal-data.notice.to-whom'), ts(processing.recipients)],
        [ts('personal-data.notice.how-long'), ts(processing.retention)],
        [
          ts('personal-data.register.reference'),
          row
            ? [{ text: row.reference, ltr: true }, ' · ', ts(`personal-data.register.${status}`)]
            : ts(`personal-data.register.${status}`),
        ],
      ],
    },
  ];
}
