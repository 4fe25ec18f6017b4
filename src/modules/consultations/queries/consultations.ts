import { sql } from 'kysely';
import type { Theme } from '#modules/proposals/index.ts';
import { across, type Db, within } from '#platform/db/database.ts';
import { type OrderColumn, type Paging, type Slice, slice, type Total, totalOf } from '#platform/db/paging.ts';
import type { Lang } from '#platform/i18n/languages.ts';
import type { Text } from '#platform/i18n/text.ts';
import type { AboutKind, ActivityKind, ConsultationState } from '../consultation.ts';
import type { Model } from '../models.ts';
import type { StageReport } from '../report.ts';
import '../tables.ts';

/** A consultation as pages, actions and the API read it. */
export type Consultation = {
  institutionId: string;
  id: string;
  reference: string;
  model: Model;
  state: ConsultationState;
  title: Text;
  summary: Text;
  aboutKind: AboutKind;
  aboutReference: string;
  decides: Text;
  openTo: Text;
  notOpen: Text;
  level: 1 | 2;
  languages: Lang[];
  themes: Theme[];
  createdAt: Date;
  publishedAt: Date | null;
  closedAt: Date | null;
  shownSince: Date | null;
};

/** What happens in a stage. */
export type StageActivity = { id: string; kind: ActivityKind; title: Text; target: string; held: string | null };

/** A stage with its activities. */
export type ConsultationStage = {
  id: string;
  number: number;
  title: Text;
  words: Text;
  startsOn: string;
  endsOn: string;
  closedAt: Date | null;
  report: StageReport | null;
  activities: StageActivity[];
};

const COLUMNS = [
  'consultation.institution_id as institutionId',
  'consultation.id',
  'consultation.reference',
  'consultation.model',
  'consultation.state',
  'consultation.title',
  'consultation.summary',
  'consultation.about_kind as aboutKind',
  'consultation.about_reference as aboutReference',
  'consultation.decides',
  'consultation.open_to as openTo',
  'consultation.not_open as notOpen',
  'consultation.level',
  'consultation.languages',
  'consultation.themes',
  'consultation.created_at as createdAt',
  'consultation.published_at as publishedAt',
  'consultation.closed_at as closedAt',
  'consultation.shown_since as shownSince',
] as const;

/** One consultation by its reference; undefined when there is none. */
export async function consultationByReference(db: Db, reference: string): Promise<Consultation | undefined> {
  return across(db)
    .selectFrom('consultation')
    .select(COLUMNS)
    .where('consultation.reference', '=', reference)
    .executeTakeFirst();
}

/** Everything a body has, drafts too, the latest first. */
export async function consultationsOf(db: Db, institutionId: string): Promise<Consultation[]> {
  return across(db)
    .selectFrom('consultation')
    .select(COLUMNS)
    .where('consultation.institution_id', '=', institutionId)
    .orderBy('consultation.created_at', 'desc')
    .limit(200)
    .execute();
}

/** The stages of a consultation in their order, with their activities. */
export async function stagesOf(
  db: Db,
  { institutionId, id }: Pick<Consultation, 'institutionId' | 'id'>,
): Promise<ConsultationStage[]> {
  const own = within(db, institutionId);
  const stages = await own
    .selectFrom('consultation_stage')
    .select([
      'id',
      'number',
      'title',
      'words',
      'starts_on as startsOn',
      'ends_on as endsOn',
      'closed_at as closedAt',
      'report',
    ])
    .where('consultation_id', '=', id)
    .orderBy('number')
    .execute();
  if (stages.length === 0) return [];
  const activities = await own
    .selectFrom('consultation_activity')
    .select(['id', 'stage_id as stageId', 'kind', 'title', 'target', 'held'])
    .where(
      'stage_id',
      'in',
      stages.map((stage) => stage.id),
    )
    .orderBy('id')
    .execute();
  return stages.map((stage) => ({
    ...stage,
    activities: activities
      .filter(({ stageId }) => stageId === stage.id)
      .map(({ stageId: _stage, ...activity }) => activity),
  }));
}

/** How many stages of a body's open consultations are over and have no report yet. */
export async function stagesToClose(db: Db, institutionId: string, today: string): Promise<number> {
  const { n } = await across(db)
    .selectFrom('consultation_stage as stage')
    .innerJoin('consultation', (join) =>
      join
        .onRef('consultation.institution_id', '=', 'stage.institution_id')
        .onRef('consultation.id', '=', 'stage.consultation_id'),
    )
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('stage.institution_id', '=', institutionId)
    .where('stage.closed_at', 'is', null)
    .where('stage.ends_on', '<', today)
    .where('consultation.state', '=', 'open')
    .executeTakeFirstOrThrow();
  return n;
}

/** The ids of the bodies that hold a consultation with the one that leads it. */
export async function partnersOf(
  db: Db,
  { institutionId, id }: Pick<Consultation, 'institutionId' | 'id'>,
): Promise<string[]> {
  const rows = await within(db, institutionId)
    .selectFrom('consultation_partner')
    .select('partner_id')
    .where('consultation_id', '=', id)
    .execute();
  return rows.map((row) => row.partner_id);
}

/** Where a consultation stands on a day, for filters. */
export const STANDINGS = ['running', 'to-come', 'over'] as const;

export type ConsultationFilter = {
  /** A body that leads or is a partner. */
  institutionId?: string | undefined;
  model?: Model | undefined;
  standing?: (typeof STANDINGS)[number] | undefined;
  about?: AboutKind | undefined;
  /** Words of the name of one of its themes. */
  theme?: string | undefined;
  /** The region of the body that leads it. */
  region?: string | undefined;
  today: string;
};

const NEWEST: readonly OrderColumn[] = [
  { sql: sql`consultation.published_at`, key: 'publishedAt', direction: 'desc' },
  { sql: sql`consultation.id`, key: 'id', direction: 'desc' },
];

/** Published consultations page by page, the latest first, with their first and last day. */
export type ListedConsultation = Consultation & { startsOn: string | null; endsOn: string | null };

const FIRST = sql<string | null>`(select min(stage.starts_on)::text from consultation_stage stage
  where stage.institution_id = consultation.institution_id and stage.consultation_id = consultation.id)`;
const LAST = sql<string | null>`(select max(stage.ends_on)::text from consultation_stage stage
  where stage.institution_id = consultation.institution_id and stage.consultation_id = consultation.id)`;

export async function listConsultations(
  db: Db,
  filter: ConsultationFilter,
  paging: Paging,
): Promise<Slice<ListedConsultation> & Total> {
  const total = await totalOf(db, filtered(db, filter).select('consultation.id'));
  const query = filtered(db, filter)
    .select(COLUMNS)
    .select([FIRST.as('startsOn'), LAST.as('endsOn')]);
  return { ...(await slice(query, NEWEST, paging)), ...total };
}

function filtered(db: Db, { institutionId, model, standing, about, theme, region, today }: ConsultationFilter) {
  let query = across(db).selectFrom('consultation').where('consultation.state', '!=', 'draft');
  if (institutionId)
    query = query.where((row) =>
      row.or([
        row('consultation.institution_id', '=', institutionId),
        row.exists(
          row
            .selectFrom('consultation_partner')
            .select('consultation_partner.partner_id')
            .whereRef('consultation_partner.institution_id', '=', 'consultation.institution_id')
            .whereRef('consultation_partner.consultation_id', '=', 'consultation.id')
            .where('consultation_partner.partner_id', '=', institutionId),
        ),
      ]),
    );
  if (model) query = query.where('consultation.model', '=', model);
  if (about) query = query.where('consultation.about_kind', '=', about);
  if (theme)
    query = query.where(
      sql<boolean>`exists (select 1 from jsonb_array_elements(consultation.themes) theme, jsonb_each_text(theme -> 'name') name
        where position(lower(${theme}) in lower(name.value)) > 0)`,
    );
  if (region)
    query = query.where(
      sql<boolean>`exists (select 1 from institution where institution.id = consultation.institution_id
        and (institution.territory = ${region} or institution.territory like ${`${region}.%`}))`,
    );
  if (standing === 'over')
    query = query.where((row) => row.or([row('consultation.state', '=', 'closed'), sql<boolean>`${LAST} < ${today}`]));
  if (standing === 'to-come') query = query.where(sql<boolean>`${FIRST} > ${today}`);
  if (standing === 'running')
    query = query
      .where('consultation.state', '=', 'open')
      .where(sql<boolean>`${FIRST} <= ${today} and ${LAST} >= ${today}`);
  return query;
}
