import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { DateText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { ModeratedThing } from '#platform/module.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { appealDecision as mayAppealDecision } from '../access.ts';
import { appealDecision } from '../actions/appeal-decision.ts';
import { APPEAL_DAYS, daysLater, mayAppeal } from '../moderation.ts';
import { type HiddenBecause, whyHidden } from '../queries/items.ts';
import { findThing } from '../things.ts';
import { one } from './form-values.ts';
import { WrittenText } from './written-text.tsx';

const query = z.object({ on: z.string().max(200).catch('') });
type Query = z.infer<typeof query>;
type Data = ModeratedThing & { because: HiddenBecause };

/** The author of something hidden reads why, and asks that another person look at it. */
export const appealPage = definePage<Query, Data>({
  name: 'moderation.appeal-page',
  path: '/moderation/appeal',
  on: 'both',
  query,
  access: mayAppealDecision,
  load: async ({ db, query: { on }, offers }) => {
    const found = await findThing(db, offers, on);
    if (found?.state !== 'hidden') throw new NotFound();
    const { kind, ...thing } = found;
    const because = await whyHidden(db, { institutionId: thing.institutionId, kind: kind.kind, id: thing.id });
    if (!because) throw new NotFound();
    return { ...thing, because };
  },
  view: ({ data, form }) => <AppealView data={data} form={form} />,
  submit: {
    action: appealDecision,
    input: (values, { query: { on } }) => ({ on, words: one(values, 'words') ?? '' }),
    done: (_result, { query: { on } }) => `/moderation/appeal?${new URLSearchParams({ on })}`,
  },
});

function AppealView({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { decision, appeal } = data.because;
  return (
    <Document
      title={ts('moderation.appeal.title')}
      crumbs={[{ label: plain(data.about, lang), path: data.path }]}
      crumb={ts('moderation.appeal.title')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('moderation.appeal.title')} lead={t('moderation.appeal.lead')} />
      <Summary
        rows={[
          { label: t('moderation.appeal.ground'), value: <Multilingual text={decision.groundLabel} /> },
          { label: t('moderation.appeal.decided-on'), value: <DateText date={decision.decidedOn} /> },
          decision.words
            ? { label: t('moderation.appeal.moderator-words'), value: <p dir="auto">{decision.words}</p> }
            : null,
          {
            label: t('moderation.appeal.yours'),
            value: <WrittenText text={data.text} lang={data.lang} />,
          },
        ]}
      />
      {appeal ? (
        <Outcome because={data.because} />
      ) : mayAppeal(decision, appeal, today) ? (
        <Form state={form} action={pathAndQuery(page)}>
          <TextArea
            name="words"
            label={t('moderation.appeal.words')}
            hint={t('moderation.appeal.words-hint', {
              date: <DateText date={daysLater(decision.decidedOn, APPEAL_DAYS)} />,
            })}
            maxlength={2_000}
          />
          <Button>{t('moderation.appeal.send')}</Button>
        </Form>
      ) : (
        <Banner kind="warn">
          <p>{t('moderation.refusal.appeal-too-late')}</p>
        </Banner>
      )}
    </Document>
  );
}

function Outcome({ because: { appeal } }: { because: HiddenBecause }) {
  const { t } = usePage();
  if (!appeal) return null;
  if (appeal.outcome === null) {
    return (
      <Banner live title={t('moderation.appeal.made')}>
        <p>{t('moderation.appeal.made-text', { date: <DateText date={appeal.dueOn} /> })}</p>
      </Banner>
    );
  }
  return (
    <Banner kind="warn" title={t('moderation.appeal.confirmed')}>
      <p dir="auto">{appeal.answer}</p>
    </Banner>
  );
}
