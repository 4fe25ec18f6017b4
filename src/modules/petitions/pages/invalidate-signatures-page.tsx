import { z } from 'zod';
import { DeskDocument } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { Radios } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { Summary } from '#platform/html/summary.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { judgeSignatures } from '../access.ts';
import { invalidateSignatures } from '../actions/invalidate-signatures.ts';
import {
  byChannel,
  type Criterion,
  criterionInput,
  INVALIDATION_GROUNDS,
  leftWithout,
  type Meant,
} from '../judging.ts';
import { isJudged } from '../petition.ts';
import { type Checked, checkedSignatures, meantBy } from '../queries/judging.ts';
import { type Counts, countsOf } from '../queries/petitions.ts';
import { provincesOf } from '../sign.ts';
import { CheckedItems } from './checked-items.tsx';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';
import { one } from './form-values.ts';
import type { Place } from './sheet-reading-form.tsx';

const words = z.string().max(10_000).optional();
const query = z.object({
  kind: words,
  from: words,
  to: words,
  number: words,
  sample: words,
  result: words,
  ids: words,
});
type Query = z.infer<typeof query>;
type Data = DeskPetition & { meant: Meant[]; some: Checked[]; counts: Counts; provinces: Place[] };

/** Names that a preview shows. */
const SHOWN = 50;

/** What would stop counting, before anything is done: whose, by which channel, and what would be left of the law's numbers. */
export const invalidateSignaturesPage = definePage<Query, Data>({
  name: 'petitions.invalidate-signatures-page',
  path: '/desk/signatures/:reference/invalidate',
  on: 'tenant',
  query,
  access: judgeSignatures,
  load: async (request) => {
    const { db, around } = request;
    const petition = await deskPetition(request);
    const criterion = criterionOf(request.query);
    if (!criterion || !isJudged(petition)) throw new NotFound();
    const meant = await meantBy(db, petition, criterion);
    const ids = meant.slice(0, SHOWN).map(({ id }) => id);
    return {
      ...petition,
      meant,
      some: await checkedSignatures(db, around.keys, petition, ids),
      counts: await countsOf(db, petition),
      provinces: petition.level === 'region' ? await provincesOf(db, petition.institutionId) : [],
    };
  },
  view: ({ data, form }) => <Preview data={data} form={form} />,
  submit: {
    action: invalidateSignatures,
    input: (values, { params, query: asked }) => ({
      petition: params.reference,
      criterion: criterionOf(asked),
      expected: one(values, 'expected'),
      ground: one(values, 'ground'),
      reasons: one(values, 'reasons') ?? '',
    }),
    done: ({ invalidation }: { invalidation: string }, { params }) =>
      `/desk/signatures/${params.reference}/invalidations/${invalidation}?done=1`,
  },
});

/** Identifiers in any text: whoever copies them from a list need not tidy it. */
const IDS = /[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}/gi;

function criterionOf({ ids, ...asked }: Query): Criterion | undefined {
  const signatures = [...new Set((ids ?? '').toLowerCase().match(IDS) ?? [])];
  const read = criterionInput.safeParse({ ...asked, signatures });
  return read.success ? read.data : undefined;
}

function Preview({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, format } = page;
  const { meant, some } = data;
  const here = `/desk/signatures/${data.reference}`;
  return (
    <DeskDocument
      title={ts('petitions.invalidate.title')}
      lead={t('petitions.invalidate.lead')}
      tabs={data.tabs}
      crumbs={[
        ...signaturesCrumbs(data, ts('petitions.signatures.title')),
        { label: ts('petitions.checks.title'), path: `${here}/checks` },
      ]}
    >
      <ErrorSummary state={form} />
      {meant.length === 0 ? (
        <Banner>
          <p>{t('petitions.refusal.none-meant')}</p>
        </Banner>
      ) : (
        <>
          <Effect data={data} />
          <Chapter id="meant" title={t('petitions.invalidate.meant')}>
            <CheckedItems signatures={some} path={null} />
            {meant.length > some.length && (
              <p>{t('petitions.invalidate.and-more', { more: format.number(meant.length - some.length) })}</p>
            )}
          </Chapter>
          <Chapter id="decide" title={t('petitions.invalidate.decide')}>
            <Form state={form} action={pathAndQuery(page)}>
              <Hidden name="expected" value={String(meant.length)} />
              <Radios
                name="ground"
                label={t('petitions.desk.ground')}
                choices={INVALIDATION_GROUNDS.map((ground) => ({
                  value: ground,
                  label: ts(`petitions.invalidation-ground.${ground}`),
                }))}
              />
              <TextArea
                name="reasons"
                label={t('petitions.invalidate.reasons')}
                hint={t('petitions.invalidate.reasons-hint')}
                maxlength={2_000}
              />
              <Button kind="alert">{t('petitions.invalidate.do', { n: meant.length })}</Button>
            </Form>
          </Chapter>
        </>
      )}
    </DeskDocument>
  );
}

function Effect({ data }: { data: Data }) {
  const { t, ts, lang, format } = usePage();
  const { meant, counts, provinces, required, perProvinceMinimum } = data;
  const left = leftWithout(counts, meant);
  const short = provinces.filter(({ code }) => (left.byProvince.get(code) ?? 0) < (perProvinceMinimum ?? 0));
  return (
    <Summary
      rows={[
        {
          label: t('petitions.invalidate.meant-n'),
          value: format.list(
            byChannel(meant).map(({ channel, n }) => `${ts(`petitions.channel.${channel}`)}: ${format.number(n)}`),
          ),
        },
        {
          label: t('petitions.invalidate.left'),
          value: t('petitions.invalidate.left-of', {
            before: counts.total,
            after: left.total,
            required: required ?? 0,
          }),
        },
        perProvinceMinimum !== null && {
          label: t('petitions.invalidate.short'),
          value:
            short.length === 0
              ? t('petitions.invalidate.none-short')
              : format.list(short.map(({ name }) => plain(name, lang))),
        },
      ]}
    />
  );
}
