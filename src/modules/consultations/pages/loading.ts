import { deskTabs, type Institution, institutionsById } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import type { PageContext } from '#platform/html/context.tsx';
import type { Tab } from '#platform/html/tabs.tsx';
import { plain } from '#platform/i18n/text.ts';
import type { PageRequest } from '#platform/page.ts';
import { type Consultation, type ConsultationStage, partnersOf, stagesOf } from '../queries/consultations.ts';
import { findConsultation } from '../target.ts';

/** A consultation with its stages and the bodies that hold it: the one that leads first. */
export type WholeConsultation = Consultation & { stages: ConsultationStage[]; bodies: Institution[] };

/** The consultation of an address, or 404; the page's rule says who may see it. */
export async function addressed({ db, page, params }: PageRequest): Promise<WholeConsultation> {
  const found = await findConsultation({ db, tenant: page.tenant }, params.reference ?? '');
  if (!found) throw new NotFound();
  const ids = [found.institutionId, ...(await partnersOf(db, found))];
  const bodies = await institutionsById(db, ids);
  return { ...found, stages: await stagesOf(db, found), bodies: ids.flatMap((id) => bodies.get(id) ?? []) };
}

/** The same for the desk, whose tabs it shows. */
export async function onDesk(request: PageRequest): Promise<WholeConsultation & { tabs: Tab[] }> {
  return { ...(await addressed(request)), tabs: deskTabs(request) };
}

/** The stage of an address. */
export function stageOf({ stages }: WholeConsultation, { params }: Pick<PageRequest, 'params'>): ConsultationStage {
  const stage = stages.find(({ number }) => String(number) === params.number);
  if (!stage) throw new NotFound();
  return stage;
}

/** The way back from a page below a stage. */
export function stageCrumbs(
  { ts, lang }: Pick<PageContext, 'ts' | 'lang'>,
  { reference, title }: Pick<Consultation, 'reference' | 'title'>,
  stage: Pick<ConsultationStage, 'number' | 'title'>,
) {
  const path = `/desk/consultations/${reference}`;
  return [
    { label: ts('consultations.desk.title'), path: '/desk/consultations' },
    { label: plain(title, lang), path },
    { label: plain(stage.title, lang), path: `${path}/stages/${stage.number}` },
  ];
}
