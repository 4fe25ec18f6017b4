import { z } from 'zod';
import { dateOf } from '#core/institutions/index.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { DateField } from '#platform/html/choices.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { definePage } from '#platform/page.ts';
import { readDossier } from '../access.ts';
import { dossierParts } from '../dossier.ts';
import type { Petition } from '../queries/petitions.ts';
import { type TallyTable, tallyOf } from '../queries/tally.ts';
import { findPetition } from '../target.ts';
import { TallyByChannel } from './tally-table.tsx';

const part = z.string().max(10).catch('');
const query = z.object({ 'on.day': part, 'on.month': part, 'on.year': part });
type Query = z.infer<typeof query>;
type Data = Petition & { tally: TallyTable; filedOn: string | null };

/** The printable file of a petition: what it holds, and its parts to download. */
export const petitionDossierPage = definePage<Query, Data>({
  name: 'petitions.petition-dossier-page',
  path: '/petitions/:reference/dossier',
  on: 'both',
  query,
  access: readDossier,
  load: async ({ db, page, params, query: typed }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    if (!petition || petition.openedOn === null) throw new NotFound();
    const day = z.iso.date().safeParse(dateOf(typed, 'on'));
    return { ...petition, tally: await tallyOf(db, petition), filedOn: day.success ? day.data : null };
  },
  view: ({ data }) => <DossierView petition={data} />,
});

function DossierView({ petition }: { petition: Data }) {
  const { t, ts, href } = usePage();
  const { reference, tally, filedOn } = petition;
  const path = `/petitions/${reference}`;
  const parts = Array.from({ length: dossierParts(tally.total) }, (_, index) => index + 1);
  const file = (number: number) =>
    `${path}/dossier.pdf?${new URLSearchParams({ part: String(number), ...(filedOn ? { on: filedOn } : {}) })}`;
  return (
    <Document
      title={ts('petitions.dossier.title')}
      crumbs={[
        { label: ts('petitions.page.petitions'), path: '/petitions' },
        { label: reference, path },
      ]}
      crumb={ts('petitions.dossier.title')}
      canonical={null}
      noIndex
    >
      <PageHead
        kicker={<bdi>{petition.title}</bdi>}
        title={t('petitions.dossier.title')}
        lead={t('petitions.dossier.lead')}
      />
      <Banner>
        <p>{t('petitions.dossier.electronic-text')}</p>
      </Banner>
      <Chapter id="tally" title={t('petitions.tally.title')}>
        <TallyByChannel tally={tally} />
      </Chapter>
      <Chapter id="date" title={t('petitions.dossier.date')} intro={t('petitions.dossier.date-intro')}>
        <form class="form" method="get" action={href(`${path}/dossier`)}>
          <DateField name="on" label={t('petitions.dossier.filed-on')} value={filedOn ?? undefined} optional />
          <Button kind="quiet">{t('petitions.dossier.use-date')}</Button>
        </form>
      </Chapter>
      <Chapter id="parts" title={t('petitions.dossier.parts')} intro={t('petitions.dossier.parts-intro')}>
        <ul>
          {parts.map((number) => (
            <li>
              <a href={href(file(number))}>{t('petitions.dossier.part', { part: number, parts: parts.length })}</a>
            </li>
          ))}
        </ul>
      </Chapter>
    </Document>
  );
}
