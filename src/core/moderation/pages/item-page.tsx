import { DeskDocument, deskTabs, withDone } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary } from '#platform/html/form.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { isId } from '#platform/ids.ts';
import type { ModeratedThing } from '#platform/module.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { readQueue } from '../access.ts';
import { decideAppeal } from '../actions/decide-appeal.ts';
import { hideContribution } from '../actions/hide-contribution.ts';
import { keepContribution } from '../actions/keep-contribution.ts';
import { restoreContribution } from '../actions/restore-contribution.ts';
import type { Appeal, Decision, Ground, Item, Report } from '../moderation.ts';
import { groundsOf } from '../queries/grounds.ts';
import { appealsOf, decisionsOf, itemById, reportsOf } from '../queries/items.ts';
import { findThing } from '../things.ts';
import { one } from './form-values.ts';
import { Decisions, Reports, Signs } from './item-facts.tsx';
import { AppealForm, DecideForms, RestoreForm } from './item-forms.tsx';
import { WrittenText } from './written-text.tsx';

export type ItemData = Item & {
  tabs: Tab[];
  /** Undefined when its author withdrew it. */
  thing: ModeratedThing | undefined;
  reports: Report[];
  decisions: Decision[];
  appeals: Appeal[];
  grounds: Ground[];
};

const done = (_result: unknown, { params }: PageRequest) => withDone(`/desk/moderation/${params.id}`);
const nameOf = async ({ db, params }: PageRequest) => {
  const item = await itemById(db, isId(params.id ?? '') ? (params.id ?? '') : '');
  return item ? `${item.kind}:${item.thingId}` : '';
};

/** One thing before a moderator: what was written, what readers said, what was decided; and the decision. */
export const itemPage = definePage<unknown, ItemData>({
  name: 'moderation.item-page',
  path: '/desk/moderation/:id',
  on: 'tenant',
  access: readQueue,
  load: async (request) => {
    const { db, params, offers, around, page } = request;
    const item = isId(params.id ?? '') ? await itemById(db, params.id ?? '') : undefined;
    if (!item || item.institutionId !== page.tenant?.id) throw new NotFound();
    return {
      ...item,
      tabs: deskTabs(request),
      thing: await findThing(db, offers, `${item.kind}:${item.thingId}`),
      reports: await reportsOf(db, item),
      decisions: await decisionsOf(db, item),
      appeals: await appealsOf(db, item),
      grounds: await groundsOf(db, item.institutionId, around),
    };
  },
  view: ({ data, form }) => <ItemView data={data} form={form} />,
  submits: {
    hide: {
      action: hideContribution,
      input: async (values, request) => ({
        on: await nameOf(request),
        ground: one(values, 'ground'),
        words: one(values, 'words'),
      }),
      done,
    },
    keep: { action: keepContribution, input: async (_values, request) => ({ on: await nameOf(request) }), done },
    restore: {
      action: restoreContribution,
      input: async (values, request) => ({ on: await nameOf(request), words: one(values, 'words') }),
      done,
    },
    appeal: {
      action: decideAppeal,
      input: (values) => ({
        appeal: one(values, 'appeal') ?? '',
        outcome: one(values, 'outcome'),
        answer: one(values, 'answer') ?? '',
      }),
      done,
    },
  },
});

function ItemView({ data, form }: { data: ItemData; form: FormState }) {
  const { t, ts, lang } = usePage();
  return (
    <DeskDocument
      title={ts('moderation.item.title', { about: plain(data.about, lang) })}
      tabs={data.tabs}
      crumbs={[{ label: ts('moderation.desk.title'), path: '/desk/moderation' }]}
    >
      <ErrorSummary state={form} />
      <Chapter id="thing" title={t('moderation.item.written')} intro={<Standing data={data} />}>
        {data.thing ? <Written thing={data.thing} /> : <p>{t('moderation.item.withdrawn')}</p>}
        {data.signs.length > 0 && <Signs data={data} />}
      </Chapter>
      {data.reports.length > 0 && (
        <Chapter id="reports" title={t('moderation.item.reports')}>
          <Reports data={data} />
        </Chapter>
      )}
      {data.decisions.length > 0 && (
        <Chapter id="decisions" title={t('moderation.item.decisions')}>
          <Decisions data={data} />
        </Chapter>
      )}
      {data.thing && (
        <Chapter id="decide" title={t('moderation.item.decide')}>
          <Choice data={data} thing={data.thing} form={form} />
        </Chapter>
      )}
    </DeskDocument>
  );
}

/** What can be done now. Somebody's own text, and an appeal against their own decision, is for somebody else. */
function Choice({
  data,
  thing: { state, authorId },
  form,
}: {
  data: ItemData;
  thing: ModeratedThing;
  form: FormState;
}) {
  const { t, actor } = usePage();
  if (actor.kind === 'person' && actor.id === authorId) return <p>{t('moderation.item.own')}</p>;
  if (state !== 'hidden') return <DecideForms data={data} held={state === 'held'} form={form} />;
  const appeal = data.appeals.find((each) => each.outcome === null);
  if (!appeal) return <RestoreForm form={form} />;
  if (actor.kind === 'person' && actor.id !== appeal.hiddenBy) return <AppealForm appeal={appeal} form={form} />;
  return (
    <>
      <p>{t('moderation.item.appeal-for-another')}</p>
      <RestoreForm form={form} />
    </>
  );
}

function Standing({ data }: { data: ItemData }) {
  const { t } = usePage();
  if (!data.thing) return null;
  return <>{t(`moderation.item.state-${data.thing.state === 'withdrawn' ? 'hidden' : data.thing.state}`)}</>;
}

function Written({ thing }: { thing: ModeratedThing }) {
  const { t, href } = usePage();
  return (
    <>
      <p class="soft">
        {t('moderation.item.under', {
          about: (
            <a href={href(thing.path)}>
              <Multilingual text={thing.about} />
            </a>
          ),
          when: <DateTimeText instant={thing.at} />,
        })}
      </p>
      <blockquote class="measure">
        <WrittenText text={thing.text} lang={thing.lang} />
      </blockquote>
    </>
  );
}
