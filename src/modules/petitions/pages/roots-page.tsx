import { z } from 'zod';
import { ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Copyable } from '#platform/html/copy.tsx';
import { Empty } from '#platform/html/empty.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { Table } from '#platform/html/table.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { readRequirements } from '../access.ts';
import type { Petition } from '../queries/petitions.ts';
import { type Sample, samplesOf } from '../queries/samples.ts';
import { type PetitionRoot, rootsOf } from '../roots.ts';
import { publicPetition } from './public-petition.ts';
import { SampleTable } from './sample-table.tsx';
import { inItsLanguage } from './words.tsx';

type Data = { petition: Petition; roots: PetitionRoot[]; samples: Sample[] };

/** The program that checks a proof without the platform, and how it is started. */
const VERIFIER = 'verify-receipt.mjs';
const COMMAND = `node ${VERIFIER} proof.json`;

/** The published roots of a petition, and how anybody can check a receipt against them. */
export const rootsPage = definePage<unknown, Data>({
  name: 'petitions.roots-page',
  path: '/petitions/:reference/roots',
  on: 'both',
  query: z.object({}),
  access: readRequirements,
  load: async (request) => {
    const petition = await publicPetition(request);
    const { db } = request;
    return { petition, roots: await rootsOf(db, petition), samples: await samplesOf(db, petition) };
  },
  cache: ({ petition }) => [`petition:${petition.reference}`, `petition-roots:${petition.reference}`],
  view: ({ data }) => <RootsView {...data} />,
});

function RootsView({ petition, roots, samples }: Data) {
  const { t, ts, format } = usePage();
  const path = `/petitions/${petition.reference}`;
  return (
    <Document
      title={ts('petitions.roots.title')}
      crumbs={[
        { label: ts('petitions.page.petitions'), path: '/petitions' },
        { label: petition.reference, path },
      ]}
      crumb={ts('petitions.roots.title')}
      canonical={`${path}/roots`}
    >
      <PageHead
        kicker={<Multilingual text={inItsLanguage(petition, petition.title)} />}
        title={t('petitions.roots.title')}
        lead={t('petitions.roots.lead')}
      />
      {roots.length === 0 ? (
        <Empty title={t('petitions.roots.none')}>
          <p>{t('petitions.roots.none-text')}</p>
        </Empty>
      ) : (
        <Table
          caption={t('petitions.roots.caption')}
          rows={roots}
          columns={[
            {
              key: 'at',
              label: ts('petitions.roots.date'),
              head: true,
              cell: ({ at }) => <DateTimeText instant={at} />,
            },
            {
              key: 'signatures',
              label: ts('petitions.roots.signatures'),
              numeric: true,
              cell: ({ signatures }) => format.number(signatures),
            },
            {
              key: 'root',
              label: ts('petitions.roots.root'),
              wide: true,
              cell: ({ root }) => <Code>{root.toString('hex')}</Code>,
            },
          ]}
        />
      )}
      {samples.length > 0 && (
        <Chapter id="samples" title={t('petitions.samples.public')} intro={t('petitions.samples.public-intro')}>
          <SampleTable samples={samples} />
        </Chapter>
      )}
      <Chapter id="how" title={t('petitions.roots.how')}>
        <p class="measure">{t('petitions.roots.how-receipt')}</p>
        <p>
          <ButtonLink path={`${path}/check`}>{t('petitions.roots.check')}</ButtonLink>
        </p>
        <p class="measure">
          {t('petitions.roots.how-offline', {
            link: (
              <a href={`/${VERIFIER}`} dir="ltr">
                {VERIFIER}
              </a>
            ),
          })}
        </p>
        <Copyable id="command" as="pre">
          {COMMAND}
        </Copyable>
        <p class="measure">{t('petitions.roots.how-log')}</p>
      </Chapter>
    </Document>
  );
}
