import { one } from '#core/institutions/index.ts';
import { calendarDate } from '#platform/clock.ts';
import { NotFound } from '#platform/errors.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateText, Multilingual } from '#platform/html/text.tsx';
import { plain, type Text } from '#platform/i18n/text.ts';
import { definePage, type FormState, type PageRequest } from '#platform/page.ts';
import { changeAmendment, decideAmendment, readAmendment } from '../access.ts';
import { acceptAmendment } from '../actions/accept-amendment.ts';
import { refuseAmendment } from '../actions/refuse-amendment.ts';
import { supportAmendment } from '../actions/support-amendment.ts';
import { withdrawAmendment } from '../actions/withdraw-amendment.ts';
import { isDecidable, REASONS_MAX } from '../amendment.ts';
import { type FoundAmendment, findAmendment } from '../amendments.ts';
import { type Author, amendersOf } from '../authors.ts';
import { supportsAmendment } from '../queries/amendments.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { versionsOf } from '../queries/triage.ts';
import { supporterOf } from '../supports.ts';
import { amendmentStatus } from './amendments-chapter.tsx';
import { sceneOfProposal } from './loading.ts';
import { AuthorName } from './words.tsx';
import { WordsDifference } from './words-difference.tsx';

type Data = FoundAmendment & {
  call: ProposalCall;
  author: Author | undefined;
  mine: boolean;
  /** What the amended words are compared with: those of today while it is open, else those it was written for. */
  before: { title: Text; body: Text };
  /** How many versions the proposal had before its words of today. */
  versions: number;
};

const named = (params: Record<string, string>) => ({ proposal: params.reference, amendment: params.amendment });
const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  `/proposals/${params.reference}/amendments/${params.amendment}`;
const supporting = (support: boolean) => ({
  action: supportAmendment,
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ ...named(params), support }),
  done: back,
});

/** Other words for a proposal: what they change, why, who supports them and what became of them. */
export const amendmentPage = definePage<unknown, Data>({
  name: 'proposals.amendment-page',
  path: '/proposals/:reference/amendments/:amendment',
  on: 'both',
  access: readAmendment,
  load,
  view: ({ data, form }) => <AmendmentView data={data} form={form} />,
  submits: {
    support: supporting(true),
    'withdraw-support': supporting(false),
    accept: {
      action: acceptAmendment,
      input: (values, { params }) => ({ ...named(params), version: one(values, 'version') }),
      done: back,
    },
    decline: {
      action: refuseAmendment,
      input: (values, { params }) => ({ ...named(params), because: one(values, 'because') }),
      done: back,
    },
    withdraw: {
      action: withdrawAmendment,
      input: (_values, { params }) => named(params),
      done: (_result: unknown, { params }) => `/proposals/${params.reference}`,
    },
  },
});

async function load({ db, page, params, around }: PageRequest): Promise<Data> {
  const scene = { db, tenant: page.tenant };
  const amendment = await findAmendment(scene, params.reference ?? '', params.amendment ?? '');
  if (!amendment) throw new NotFound();
  const { proposal } = amendment;
  const { call } = await sceneOfProposal(db, proposal);
  const versions = await versionsOf(db, proposal);
  const { actor } = page;
  return {
    ...amendment,
    call,
    author: (await amendersOf(db, [amendment])).get(amendment.id),
    mine:
      actor.kind === 'person' && (await supportsAmendment(db, amendment, supporterOf(around.keys, call.id, actor.id))),
    before: amendment.state === 'open' ? proposal : (versions[amendment.writtenFor] ?? proposal),
    versions: versions.length,
  };
}

function AmendmentView({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today } = page;
  const { proposal, standing } = data;
  const isOpen = standing === 'shown' && data.state === 'open';
  const isLive = isOpen && isDecidable(proposal, data.call, today);
  const title = standing === 'hidden' ? ts('proposals.standing.hidden') : ts('proposals.amendment.one');
  return (
    <Document
      title={title}
      crumbs={[{ label: plain(proposal.title, lang), path: `/proposals/${proposal.reference}` }]}
      canonical={null}
      noIndex
      faulty={form.faults.length > 0}
    >
      <ErrorSummary state={form} />
      <PageHead
        kicker={t('proposals.page.kicker', { reference: <Code>{proposal.reference}</Code> })}
        title={t('proposals.amendment.one')}
        row={
          <>
            <StatusTag {...amendmentStatus(page, data)} />
            <span class="soft">
              {t('proposals.page.sent-by', {
                name: <AuthorName author={data.author} />,
                date: <DateText date={calendarDate(data.writtenAt)} />,
              })}
            </span>
          </>
        }
      />
      {standing === 'hidden' ? (
        <Banner kind="warn" title={t('proposals.standing-text.hidden')}>
          <Multilingual text={data.hiddenReason} as="p" />
        </Banner>
      ) : (
        <>
          {standing === 'held' && (
            <Banner kind="warn" title={t('proposals.standing.held')}>
              <p>{t('proposals.standing-text.held')}</p>
            </Banner>
          )}
          {isOpen && data.writtenFor < data.versions && (
            <Banner kind="warn" title={t('proposals.amendment.outdated')}>
              <p>{t('proposals.amendment.outdated-text')}</p>
            </Banner>
          )}
          <Words data={data} />
          {standing === 'shown' && <Support data={data} isLive={isLive} />}
          {isLive && decideAmendment.allows(page.actor, data, page) && <Decision data={data} form={form} />}
          {changeAmendment.allows(page.actor, data, page) && <Own data={data} />}
        </>
      )}
    </Document>
  );
}

function Words({ data }: { data: Data }) {
  const { t } = usePage();
  return (
    <>
      <Chapter
        id="difference"
        title={t('proposals.amendment.difference')}
        intro={t('proposals.amendment.difference-intro')}
      >
        <WordsDifference before={data.before} after={data} />
      </Chapter>
      <Chapter id="reasons" title={t('proposals.amendment.why')}>
        <p dir="auto">{data.reasons}</p>
      </Chapter>
      {data.declinedBecause !== null && (
        <Chapter id="declined" title={t('proposals.amendment.declined-because')}>
          <p dir="auto">{data.declinedBecause}</p>
        </Chapter>
      )}
    </>
  );
}

function Support({ data, isLive }: { data: Data; isLive: boolean }) {
  const { t, ts } = usePage();
  return (
    <Chapter id="supports" title={t('proposals.field.supports')}>
      <p>{t('proposals.page.supports', { n: data.supports })}</p>
      {isLive ? (
        <Form label={ts('proposals.field.supports')}>
          <Hidden name="do" value={data.mine ? 'withdraw-support' : 'support'} />
          <Button kind="quiet">{t(data.mine ? 'proposals.support.withdraw' : 'proposals.amendment.support')}</Button>
        </Form>
      ) : (
        data.state === 'open' && <p class="soft">{t('proposals.amendment.left-open')}</p>
      )}
    </Chapter>
  );
}

function Decision({ data, form }: { data: Data; form: FormState }) {
  const { t, ts } = usePage();
  return (
    <Chapter id="decide" title={t('proposals.amendment.decide')} intro={t('proposals.amendment.decide-intro')}>
      <Form label={ts('proposals.amendment.accept')}>
        <Hidden name="do" value="accept" />
        <Hidden name="version" value={`${data.versions}`} />
        <Button>{t('proposals.amendment.accept')}</Button>
      </Form>
      <Form state={form} label={ts('proposals.amendment.decline')}>
        <Hidden name="do" value="decline" />
        <TextArea name="because" label={t('proposals.amendment.because')} rows={3} maxlength={REASONS_MAX} />
        <Button kind="quiet">{t('proposals.amendment.decline')}</Button>
      </Form>
    </Chapter>
  );
}

/** What whoever wrote it may still do with it. */
function Own({ data }: { data: Data }) {
  const { t, ts } = usePage();
  return (
    <Chapter id="own" title={t('proposals.amendment.own')}>
      {data.state === 'declined' && data.proposal.standing === 'shown' && (
        <>
          <p>{t('proposals.amendment.promote-text')}</p>
          <p>
            <ButtonLink path={`/proposals/new?call=${data.call.id}&amendment=${data.id}`}>
              {t('proposals.amendment.promote')}
            </ButtonLink>
          </p>
        </>
      )}
      {data.state === 'accepted' ? (
        <p>{t('proposals.amendment.accepted-text')}</p>
      ) : (
        <Form label={ts('proposals.amendment.withdraw')}>
          <Hidden name="do" value="withdraw" />
          <Button kind="alert">{t('proposals.amendment.withdraw')}</Button>
        </Form>
      )}
    </Chapter>
  );
}
