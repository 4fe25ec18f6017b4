import { z } from 'zod';
import { CommentsChapter, type ThreadSummary, threadSummary, threadTags } from '#core/comments/index.ts';
import { institutionsById } from '#core/institutions/index.ts';
import { FollowLink } from '#core/notifications/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { type PageContext, usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Meter } from '#platform/html/progress.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage } from '#platform/page.ts';
import { readPetition } from '../access.ts';
import { missingOf } from '../missing.ts';
import { isPublic, takesSignatures } from '../petition.ts';
import { appealOf, type OpeningAppeal } from '../queries/appeals.ts';
import { associationPetition } from '../queries/association-petitions.ts';
import { type Counts, countsOf, type Petition } from '../queries/petitions.ts';
import { type Missing, requirementsFor } from '../requirements.ts';
import { provincesOf } from '../sign.ts';
import { findPetition } from '../target.ts';
import { type AskedThere, AskedThereNote, askedWhereItLies } from './asked-where-it-lies.tsx';
import { Conditions } from './conditions.tsx';
import { CouncilChapter, type PathCouncil, pathCouncil } from './council-path.tsx';
import { OpeningChapter } from './opening-chapter.tsx';
import { PetitionPath } from './petition-path.tsx';
import { PetitionEmbedding } from './petition-widget.tsx';
import { ProvincesChapter } from './provinces-chapter.tsx';
import { inItsLanguage, statusOf } from './words.tsx';

export type PetitionData = Petition & {
  counts: Counts;
  provinces: { code: string; name: Text }[];
  missing: Missing | null;
  comments: ThreadSummary;
  /** The code of the region, of a regional council. */
  region: string | null;
  council: PathCouncil | undefined;
  /** The name of the association that petitions; undefined where citizens do. */
  association: Text | undefined;
  /** The author's appeal against a refusal to open. */
  appeal: OpeningAppeal | undefined;
  /** What the law asks where it lies, after it was handed over. */
  there: AskedThere | undefined;
};

/** A petition: what it asks, how many signed and how many are missing, where it stands on the way that the law describes. */
export const petitionPage = definePage<unknown, PetitionData>({
  name: 'petitions.petition-page',
  path: '/petitions/:reference',
  on: 'both',
  query: z.object({}),
  access: readPetition,
  load: async ({ db, page, params }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition) throw new NotFound();
    const provinces = petition.level === 'region' ? await provincesOf(db, petition.institutionId) : [];
    const counts = await countsOf(db, petition);
    const comments = await threadSummary(db, {
      institutionId: petition.institutionId,
      kind: 'petition',
      id: petition.reference,
      open: petition.state === 'open',
    });
    const association = (await associationPetition(db, petition))?.association.name;
    const body = (await institutionsById(db, [petition.institutionId])).get(petition.institutionId);
    const region = petition.level === 'region' ? (body?.territory ?? null) : null;
    return {
      ...petition,
      region,
      counts,
      provinces,
      missing: missingOf(petition, counts, provinces),
      comments,
      association,
      council: await pathCouncil(db, petition),
      appeal: await appealOf(db, petition),
      there: await askedWhereItLies(db, petition),
    };
  },
  cache: ({ reference, comments }) => [
    `petition:${reference}`,
    `~petition-count:${reference}`,
    ...threadTags(comments),
  ],
  view: ({ data }) => <PetitionView petition={data} />,
});

function PetitionView({ petition }: { petition: PetitionData }) {
  const page = usePage();
  const { t, ts, lang, href, today } = page;
  const { comments } = petition;
  const title = inItsLanguage(petition, petition.title);
  const path = `/petitions/${petition.reference}`;
  return (
    <Document
      title={plain(title, lang)}
      description={petition.demand.slice(0, 150)}
      crumbs={[{ label: ts('petitions.page.petitions'), path: '/petitions' }]}
      crumb={petition.reference}
      canonical={isPublic(petition.state) ? path : null}
      noIndex={!isPublic(petition.state)}
      {...(isPublic(petition.state)
        ? { meta: { type: 'article', image: `${path}/card.png`, imageAlt: plain(title, lang) } }
        : {})}
    >
      <PageHead
        kicker={t('petitions.page.kicker', { reference: <Code>{petition.reference}</Code> })}
        title={{ text: title }}
        row={
          <>
            <StatusTag {...statusOf(page, petition)} />
            {petition.openedOn && (
              <span class="soft">{t('petitions.page.opened', { date: <DateText date={petition.openedOn} /> })}</span>
            )}
          </>
        }
      />
      <StateBanner petition={petition} />
      <OpeningChapter petition={petition} appeal={petition.appeal} />
      <div class="split">
        <div class="flow">
          <Prose text={inItsLanguage(petition, petition.demand)} />
          <h2>{t('petitions.field.reasons')}</h2>
          <Prose text={inItsLanguage(petition, petition.reasons)} />
          <p class="soft">{t('petitions.page.representative', { name: <bdi>{petition.representativeName}</bdi> })}</p>
        </div>
        {petition.association && <AssociationPanel name={petition.association} />}
        {petition.required !== null && <SignaturesPanel petition={petition} required={petition.required} />}
      </div>
      {petition.perProvinceMinimum !== null && petition.required !== null && (
        <ProvincesChapter {...petition} required={petition.required} minimum={petition.perProvinceMinimum} />
      )}
      <PetitionPath petition={petition} council={petition.council} />
      {petition.council && <CouncilChapter council={petition.council} />}
      {petition.state === 'open' && (
        <Chapter id="who" title={t('petitions.conditions.title')}>
          <Conditions asked={askedOf(petition)} />
          {takesSignatures(petition, today) && (
            <p>
              <a href={href(`${path}/sign`)}>{t('petitions.sign.sign')}</a>
            </p>
          )}
        </Chapter>
      )}
      {isPublic(petition.state) && petition.state !== 'refused' && <CommentsChapter summary={comments} />}
      {isPublic(petition.state) && (
        <>
          <PetitionEmbedding petition={petition} />
          <p class="law">{t('platform.list.download', { links: <Downloads reference={petition.reference} /> })}</p>
        </>
      )}
    </Document>
  );
}

function Downloads({ reference }: { reference: string }) {
  const { t, href } = usePage();
  return (
    <>
      <a href={`/api/v1/petitions/${reference}`} dir="ltr">
        JSON
      </a>
      {' · '}
      <a href={href(`/petitions/${reference}/count.json`)}>{t('petitions.page.count-file')}</a>
    </>
  );
}

function askedOf({ level, required, perProvinceMinimum, population }: Petition) {
  const asked = requirementsFor({ level, population: population ?? 0, hasArrondissements: false, provinces: [] });
  return { ...asked, required: required ?? asked.required, perProvinceMinimum };
}

function StateBanner({ petition }: { petition: Petition }) {
  const { t } = usePage();
  const { state, assurance } = petition;
  if (state === 'open' && assurance > 1)
    return (
      <Banner>
        <p>{t('petitions.level.asked')}</p>
      </Banner>
    );
  if (state === 'withdrawn' || state === 'draft' || state === 'submitted')
    return (
      <Banner>
        <p>{t(`petitions.banner.${state}`)}</p>
      </Banner>
    );
  return null;
}

function SignaturesPanel({ petition, required }: { petition: PetitionData; required: number }) {
  const { counts, missing, there } = petition;
  const page = usePage();
  const { t, format, today } = page;
  const open = takesSignatures(petition, today);
  return (
    <aside class="panel" aria-labelledby="signatures-title">
      <h2 id="signatures-title" class="hide-text">
        {t('petitions.page.signatures')}
      </h2>
      <Meter
        value={format.number(counts.total)}
        of={t('petitions.page.of-required', { required })}
        share={counts.total / required}
        short={counts.total < required}
      >
        {missing && <p>{missingText(page, missing)}</p>}
      </Meter>
      {there && <AskedThereNote there={there} />}
      <ByChannel counts={counts} />
      {open && (
        <>
          <p>
            <ButtonLink path={`/petitions/${petition.reference}/sign`} size="big">
              {t('petitions.sign.sign')}
            </ButtonLink>
          </p>
          <p class="law">{t('petitions.page.sign-note')}</p>
        </>
      )}
      {petition.closesOn && petition.state === 'open' && (
        <p>{t('petitions.page.until', { date: <DateText date={petition.closesOn} /> })}</p>
      )}
      {petition.openedOn && (
        <p>
          <a href={page.href(`/petitions/${petition.reference}/roots`)}>{t('petitions.roots.link')}</a>
          {' · '}
          <a href={page.href(`/petitions/${petition.reference}/rate`)}>{t('petitions.rate.link')}</a>
        </p>
      )}
      <p>
        <FollowLink on={`petition:${petition.reference}`} kind="quiet" />
      </p>
    </aside>
  );
}

/** A petition by an association: no signatures are asked of it. */
function AssociationPanel({ name }: { name: Text }) {
  const { t } = usePage();
  return (
    <aside class="panel">
      <p>{t('petitions.association.petitioner', { name: <Multilingual text={name} as="b" /> })}</p>
      <p class="law">{t('petitions.association.no-signatures')}</p>
    </aside>
  );
}

/** What came in on paper and at counters, where anything did. */
function ByChannel({ counts: { byChannel } }: { counts: Counts }) {
  const [counter, paper] = [byChannel.get('counter') ?? 0, byChannel.get('paper') ?? 0];
  if (counter + paper === 0) return null;
  return <p class="law">{usePage().t('petitions.tally.channels', { counter, paper })}</p>;
}

function missingText({ t }: Pick<PageContext, 't'>, missing: Missing) {
  if (missing.total > 0) return t('petitions.page.missing', { n: missing.total });
  return missing.provinces.length > 0
    ? t('petitions.page.missing-provinces', { n: missing.provinces.length })
    : t('petitions.page.complete');
}
