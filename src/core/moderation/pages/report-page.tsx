import { z } from 'zod';
import { NotFound } from '#platform/errors.ts';
import { Button } from '#platform/html/button.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { ModeratedThing } from '#platform/module.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { reportContribution as mayReport } from '../access.ts';
import { type Reported, reportContribution } from '../actions/report-contribution.ts';
import type { Ground } from '../moderation.ts';
import { readProof } from '../proof-of-work.ts';
import { groundsOf } from '../queries/grounds.ts';
import { findThing } from '../things.ts';
import { one } from './form-values.ts';
import { WrittenText } from './written-text.tsx';

const query = z.object({ on: z.string().max(200).catch('') });
type Query = z.infer<typeof query>;
type Data = { thing: ModeratedThing; grounds: Ground[] };

/** Reports something to the moderators: what is reported, why, and a word about it. */
export const reportPage = definePage<Query, Data>({
  name: 'moderation.report-page',
  path: '/moderation/report',
  on: 'both',
  query,
  access: mayReport,
  load: async ({ db, query: { on }, offers, around }) => {
    const thing = await findThing(db, offers, on);
    if (thing?.state !== 'shown') throw new NotFound();
    return { thing, grounds: await groundsOf(db, thing.institutionId, around) };
  },
  view: ({ data, form }) => <Report {...data} form={form} />,
  submit: {
    action: reportContribution,
    input: async (values, { query: { on }, page, visit, around }) => ({
      on,
      ground: one(values, 'ground'),
      note: one(values, 'note'),
      ...(page.actor.kind === 'nobody'
        ? { visitor: { client: visit.clientKey, proof: await readProof(around.keys, values.proof, page.now) } }
        : {}),
    }),
    done: ({ again }: Reported, { query: { on } }) =>
      `/moderation/reported?${new URLSearchParams({ on, ...(again ? { again: '1' } : {}) })}`,
  },
});

function Report({ thing, grounds, form }: Data & { form: FormState }) {
  const page = usePage();
  const { t, ts, lang } = page;
  return (
    <Document
      title={ts('moderation.report.title')}
      crumbs={[{ label: plain(thing.about, lang), path: thing.path }]}
      crumb={ts('moderation.report.title')}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead title={t('moderation.report.title')} lead={t('moderation.report.lead')} />
      <p class="soft">{t('moderation.report.under', { about: <Multilingual text={thing.about} as="bdi" /> })}</p>
      <blockquote class="measure">
        <WrittenText text={thing.text} lang={thing.lang} />
      </blockquote>
      <Form state={form} action={pathAndQuery(page)}>
        <Radios
          name="ground"
          label={t('moderation.report.ground')}
          choices={grounds.map((ground) => ({ value: ground.key, label: plain(ground.label, lang) }))}
        />
        <TextArea
          name="note"
          label={t('moderation.report.note')}
          hint={t('moderation.report.note-hint')}
          rows={3}
          maxlength={1_000}
          optional
        />
        {page.actor.kind === 'nobody' && (
          <jamaa-proof data-task={page.href('/moderation/proof-task')} data-field="proof">
            <p class="hint measure">{t('moderation.report.proof')}</p>
          </jamaa-proof>
        )}
        <Button>{t('moderation.report.send')}</Button>
      </Form>
      <p class="soft measure">
        {t('moderation.report.who-sees', {
          charter: (words: string[]) => <a href={page.href('/moderation/charter')}>{words}</a>,
        })}
      </p>
    </Document>
  );
}
