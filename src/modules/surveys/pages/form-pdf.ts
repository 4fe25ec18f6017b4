import { institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import { plain } from '#platform/i18n/text.ts';
import { defineResource, type ResourceAnswer } from '#platform/page.ts';
import type { PdfBlock, PdfDocument } from '#platform/pdf/document-spec.ts';
import { PDF_TYPE, renderPdf } from '#platform/pdf/render-pdf.ts';
import type { Survey } from '../queries/surveys.ts';
import { PIPE, type Question, questionsOf } from '../questionnaire.ts';
import { pointsOf } from '../results.ts';
import { publicSurvey } from './public-survey.ts';
import { conditionWords } from './words.tsx';

const BOX = '[   ]';
const LINE = '…'.repeat(45);

/** The questions on paper, with boxes and lines to fill in by hand, and the address where they can be answered instead, as QR code. */
export const surveyForm = defineResource({
  name: 'surveys.form-pdf',
  path: '/surveys/:reference/form.pdf',
  on: 'both',
  async load(request): Promise<ResourceAnswer> {
    const { db, page } = request;
    const survey = await publicSurvey(request);
    const body = (await institutionsById(db, [survey.institutionId])).get(survey.institutionId);
    if (!body) throw new NotFound();
    return {
      type: PDF_TYPE,
      body: await renderPdf(formDocument(page, survey, body)),
      download: `${survey.reference}-${page.lang}.pdf`,
      tags: [`survey:${survey.reference}`, 'institutions'],
    };
  },
});

function formDocument(
  page: PageContext,
  survey: Survey,
  body: Pick<PdfDocument['institution'], 'accent' | 'emblem'> & { name: Survey['title'] },
): PdfDocument {
  const { ts, lang, format } = page;
  const isToken = survey.admission === 'token';
  return {
    lang,
    title: plain(survey.title, lang),
    subtitle: ts('surveys.page.until', { date: format.date(survey.closesOn) }),
    institution: { name: plain(body.name, lang), accent: body.accent, emblem: body.emblem },
    reference: { label: ts('surveys.field.reference'), value: survey.reference },
    date: survey.opensOn,
    blocks: [
      { kind: 'paragraph', text: plain(survey.intro, lang) },
      { kind: 'note', text: ts(`surveys.privacy.${survey.privacy}-text`) },
      { kind: 'facts', rows: [[ts(isToken ? 'surveys.answer.token' : 'surveys.paper.sheet'), ' ']] },
      ...survey.questionnaire.sections.flatMap((section): PdfBlock[] => [
        { kind: 'heading', text: plain(section.title, lang) },
        ...(section.when
          ? [{ kind: 'note' as const, text: conditionWords(page, survey.questionnaire, section.when) }]
          : []),
        ...(section.intro ? [{ kind: 'paragraph' as const, text: plain(section.intro, lang) }] : []),
        ...section.questions
          .filter(({ kind }) => kind !== 'file')
          .flatMap((question) => blocksOf(page, survey, question)),
      ]),
    ],
    check: {
      title: ts('surveys.paper.online'),
      text: ts('surveys.paper.online-text'),
      url: page.absolute(`/surveys/${survey.reference}`),
    },
  };
}

function blocksOf(page: PageContext, { questionnaire }: Survey, question: Question): PdfBlock[] {
  const { ts, lang } = page;
  const number = questionsOf(questionnaire).findIndex(({ id }) => id === question.id) + 1;
  // What was answered before cannot be put in on paper: three dots stand there.
  const title = plain(question.title, lang).replace(PIPE, '…');
  const head: PdfBlock[] = [
    {
      kind: 'paragraph',
      text: [{ text: `${number}. ${title}`, bold: true }, question.required ? ` (${ts('surveys.edit.required')})` : ''],
    },
  ];
  if (question.when) head.push({ kind: 'note', text: conditionWords(page, questionnaire, question.when) });
  if (question.hint) head.push({ kind: 'note', text: plain(question.hint, lang) });
  const boxes = (texts: readonly string[]): PdfBlock => ({
    kind: 'paragraph',
    text: texts.map((text) => `${BOX} ${text}`).join('\n'),
  });
  switch (question.kind) {
    case 'single':
    case 'several':
      return [...head, boxes(question.options.map((option) => plain(option.title, lang)))];
    case 'rating':
      return [
        ...head,
        {
          kind: 'paragraph',
          text: pointsOf(question)
            .map((point) => `${BOX} ${point}`)
            .join('     '),
        },
      ];
    case 'consent':
      return [...head, boxes([ts('surveys.answer.agreed')])];
    case 'ranking':
      return [
        ...head,
        { kind: 'note', text: ts('surveys.answer.ranking', { n: question.options.length }) },
        { kind: 'paragraph', text: question.options.map((option) => `[    ] ${plain(option.title, lang)}`).join('\n') },
      ];
    case 'matrix':
      return [
        ...head,
        {
          kind: 'table',
          caption: title,
          columns: [
            { label: ts('surveys.results.row'), width: 2 },
            ...question.options.map((option) => ({ label: plain(option.title, lang) })),
          ],
          rows: question.rows.map((row) => [plain(row.title, lang), ...question.options.map(() => BOX)]),
        },
      ];
    case 'long-text':
      return [...head, { kind: 'paragraph', text: Array.from({ length: 4 }, () => LINE).join('\n') }];
    default:
      return [...head, { kind: 'paragraph', text: LINE }];
  }
}
