import { z } from 'zod';
import { DeskDocument } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextInput } from '#platform/html/field.tsx';
import { Table } from '#platform/html/table.tsx';
import { DateTimeText } from '#platform/html/text.tsx';
import { definePage } from '#platform/page.ts';
import { judgeSignatures } from '../access.ts';
import { BURST_LEAST, BURST_MINUTES, BURST_TIMES, burstsOf, EVEN, type Span } from '../judging.ts';
import { isJudged } from '../petition.ts';
import {
  type AlikeGroup,
  alikeGroups,
  type Checked,
  endOfSpan,
  type Invalidation,
  invalidationsOf,
  signaturesOf,
  spansOf,
  unevennessOf,
} from '../queries/judging.ts';
import { CheckedItems } from './checked-items.tsx';
import { type DeskPetition, deskPetition, signaturesCrumbs } from './desk-petition.ts';

type Burst = Span & { uneven: number | undefined };
type Data = DeskPetition & {
  bursts: Burst[];
  middle: number;
  alike: { groups: AlikeGroup[]; groupsInAll: number; more: number };
  findings: Invalidation[];
  /** What was searched for, and what bears that name. */
  name: string;
  named: Checked[];
};

/** Bursts shown, and groups of signatures that may be one person's. */
const MOST_BURSTS = 20;
const MOST_GROUPS = 50;

/** The longest name or address that is searched for. */
const SEARCH_MAX = 254;

const query = z.object({ name: z.string().trim().max(SEARCH_MAX).catch('') });

/** Where officials look for signatures that may not count. Nothing here decides: each link leads to a preview. */
export const signatureChecksPage = definePage<z.infer<typeof query>, Data>({
  name: 'petitions.signature-checks-page',
  path: '/desk/signatures/:reference/checks',
  on: 'tenant',
  query,
  access: judgeSignatures,
  load: async (request) => {
    const {
      db,
      around,
      query: { name },
    } = request;
    const petition = await deskPetition(request);
    const { bursts, middle } = burstsOf(await spansOf(db, petition));
    const shown: Burst[] = [];
    for (const burst of bursts.slice(0, MOST_BURSTS))
      shown.push({ ...burst, uneven: await unevennessOf(db, petition, burst) });
    return {
      ...petition,
      bursts: shown,
      middle,
      alike: await alikeGroups(db, around.keys, petition, MOST_GROUPS),
      findings: await invalidationsOf(db, petition),
      name,
      named: name ? await signaturesOf(db, around.keys, petition, name) : [],
    };
  },
  view: ({ data }) => <Checks data={data} />,
});

function Checks({ data }: { data: Data }) {
  const { t, ts, href } = usePage();
  const here = `/desk/signatures/${data.reference}`;
  const judged = isJudged(data);
  return (
    <DeskDocument
      title={ts('petitions.checks.title')}
      lead={t('petitions.checks.lead')}
      tabs={data.tabs}
      crumbs={signaturesCrumbs(data, ts('petitions.signatures.title'))}
    >
      <Chapter id="search" title={t('petitions.checks.search')} intro={t('petitions.checks.search-intro')}>
        <form class="form" method="get" action={href(`${here}/checks`)}>
          <TextInput name="name" label={t('petitions.checks.search-name')} value={data.name} maxlength={SEARCH_MAX} />
          <Button kind="quiet">{t('petitions.checks.look')}</Button>
        </form>
        {data.name !== '' &&
          (data.named.length === 0 ? (
            <p>{t('petitions.checks.search-none')}</p>
          ) : (
            <CheckedItems signatures={data.named} path={judged ? here : null} />
          ))}
      </Chapter>
      <Chapter
        id="bursts"
        title={t('petitions.checks.bursts')}
        intro={t('petitions.checks.bursts-intro', { minutes: BURST_MINUTES, least: BURST_LEAST, times: BURST_TIMES })}
      >
        {data.bursts.length === 0 ? <p>{t('petitions.checks.no-bursts')}</p> : <Bursts data={data} path={here} />}
      </Chapter>
      <Chapter id="alike" title={t('petitions.checks.alike')} intro={t('petitions.checks.alike-intro')}>
        {data.alike.groups.length === 0 && <p>{t('petitions.checks.no-alike')}</p>}
        {data.alike.groups.map(({ signatures }) => (
          <CheckedItems signatures={signatures} path={judged ? here : null} first />
        ))}
        {data.alike.more > 0 && (
          <>
            <p>{t('petitions.checks.alike-more', { groups: data.alike.groupsInAll, more: data.alike.more })}</p>
            {judged && (
              <ButtonLink path={`${here}/invalidate?kind=alike`} kind="quiet">
                {t('petitions.checks.alike-all')}
              </ButtonLink>
            )}
          </>
        )}
      </Chapter>
      {judged && (
        <Chapter id="chosen" title={t('petitions.checks.chosen')}>
          <form class="form" method="get" action={href(`${here}/invalidate`)}>
            <input type="hidden" name="kind" value="chosen" />
            <TextInput name="ids" label={t('petitions.checks.ids')} hint={t('petitions.checks.ids-hint')} dir="ltr" />
            <Button kind="quiet">{t('petitions.checks.look')}</Button>
          </form>
        </Chapter>
      )}
      <Chapter id="findings" title={t('petitions.checks.findings')} intro={t('petitions.checks.findings-intro')}>
        {data.findings.length === 0 ? (
          <p>{t('petitions.checks.no-findings')}</p>
        ) : (
          <Findings findings={data.findings} path={here} />
        )}
      </Chapter>
    </DeskDocument>
  );
}

function Bursts({ data, path }: { data: Data; path: string }) {
  const { t, ts, href, format } = usePage();
  const address = ({ at }: Span) =>
    `${path}/invalidate?${new URLSearchParams({ kind: 'burst', from: at.toISOString(), to: endOfSpan(at).toISOString() })}`;
  return (
    <Table
      caption={t('petitions.checks.bursts-caption', { middle: data.middle })}
      columns={[
        {
          key: 'at',
          label: ts('petitions.checks.span'),
          head: true,
          cell: (burst) => (
            <a href={href(address(burst))}>
              <DateTimeText instant={burst.at} />
            </a>
          ),
        },
        {
          key: 'n',
          label: ts('petitions.page.signatures'),
          numeric: true,
          cell: ({ signatures }) => format.number(signatures),
        },
        {
          key: 'uneven',
          label: ts('petitions.checks.rhythm'),
          cell: ({ uneven }) =>
            uneven === undefined ? '–' : t(uneven < EVEN ? 'petitions.checks.even' : 'petitions.checks.uneven'),
        },
      ]}
      rows={data.bursts}
    />
  );
}

function Findings({ findings, path }: { findings: readonly Invalidation[]; path: string }) {
  const { t, ts, href, format } = usePage();
  return (
    <Table
      caption={t('petitions.checks.findings')}
      hideCaption
      columns={[
        {
          key: 'at',
          label: ts('petitions.checks.at'),
          head: true,
          cell: ({ id, at }) => (
            <a href={href(`${path}/invalidations/${id}`)}>
              <DateTimeText instant={at} />
            </a>
          ),
        },
        {
          key: 'ground',
          label: ts('petitions.desk.ground'),
          cell: ({ ground }) => t(`petitions.invalidation-ground.${ground}`),
        },
        {
          key: 'n',
          label: ts('petitions.page.signatures'),
          numeric: true,
          cell: ({ signatures }) => format.number(signatures),
        },
        {
          key: 'undone',
          label: ts('petitions.sheets.state'),
          cell: ({ undoneAt }) => t(undoneAt ? 'petitions.checks.undone' : 'petitions.checks.in-force'),
        },
      ]}
      rows={findings}
    />
  );
}
