import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Item, Items } from '#platform/html/items.tsx';
import { Document } from '#platform/html/layout.tsx';
import { PageHead } from '#platform/html/page-head.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, Multilingual, Prose } from '#platform/html/text.tsx';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { changeProposal } from '../access.ts';
import { decideMerge } from '../actions/decide-merge.ts';
import { submitProposal } from '../actions/submit-proposal.ts';
import { withdrawProposal } from '../actions/withdraw-proposal.ts';
import { joinKey } from '../join.ts';
import { isCallOpen, isPublic, isUnanswered, mayEditNow } from '../proposal.ts';
import type { ProposalCall } from '../queries/calls.ts';
import { type Proposal, proposalsById, type SimilarProposal, similarProposals } from '../queries/proposals.ts';
import { mergerOf } from '../queries/triage.ts';
import { addressedProposal, sceneOfProposal } from './loading.ts';
import { statusOf } from './words.tsx';

type Data = Proposal & {
  call: ProposalCall;
  similar: SimilarProposal[];
  invitation: string;
  mergeInto: Proposal | undefined;
};

const named = {
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ proposal: params.reference }),
};
const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  `/proposals/${params.reference}/manage`;
const deciding = (agree: boolean) => ({
  action: decideMerge,
  input: (_values: unknown, { params }: { params: Record<string, string> }) => ({ proposal: params.reference, agree }),
  done: back,
});

/** Its author's own page of a proposal: the words to check, similar ones, and what can be done with it now. */
export const manageProposalPage = definePage<unknown, Data>({
  name: 'proposals.manage-proposal-page',
  path: '/proposals/:reference/manage',
  on: 'both',
  access: changeProposal,
  load: async (request) => {
    const { db, around, page } = request;
    const proposal = await addressedProposal(request);
    const { call } = await sceneOfProposal(db, proposal);
    const asked = await mergerOf(db, proposal);
    const path = `/proposals/${proposal.reference}/join?key=${joinKey(around.keys, proposal.id)}`;
    return {
      ...proposal,
      call,
      similar: await similarProposals(db, call, proposal, { except: proposal.id }),
      invitation: page.absolute(path),
      mergeInto: asked?.state === 'asked' ? (await proposalsById(db, [asked.intoId])).get(asked.intoId) : undefined,
    };
  },
  view: ({ data, form }) => <ManageProposal data={data} form={form} />,
  submits: {
    submit: { action: submitProposal, ...named, done: back },
    withdraw: { action: withdrawProposal, ...named, done: back },
    agree: deciding(true),
    disagree: deciding(false),
  },
});

function ManageProposal({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, today, now } = page;
  const { reference, standing, call } = data;
  const path = `/proposals/${reference}`;
  const isOpen = isCallOpen(call, today);
  const isLive = ['draft', 'held', 'shown'].includes(standing) && isUnanswered(data.state);
  return (
    <Document
      title={plain(data.title, lang) || ts(`proposals.standing.${standing}`)}
      crumbs={[{ label: ts('proposals.own.title'), path: '/me/proposals' }]}
      crumb={reference}
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      <PageHead
        kicker={<Code>{reference}</Code>}
        title={Object.keys(data.title).length > 0 ? { text: data.title } : t(`proposals.standing.${standing}`)}
        row={<StatusTag {...statusOf(page, data)} />}
        lead={t(`proposals.manage.${standing}`)}
      />
      {data.mergeInto && <MergeQuestion into={data.mergeInto} />}
      <Prose text={data.body} />
      <div class="row">
        {isLive && isOpen && mayEditNow(data, now) && (
          <ButtonLink path={`${path}/edit`} kind="quiet">
            {t('proposals.write.edit')}
          </ButtonLink>
        )}
        {isLive && (
          <ButtonLink path={`${path}/files`} kind="quiet">
            {t('proposals.files.title')}
          </ButtonLink>
        )}
        {standing === 'shown' && isLive && isOpen && (
          <ButtonLink path={`${path}/split`} kind="quiet">
            {t('proposals.split.title')}
          </ButtonLink>
        )}
        {isPublic(standing) && (
          <ButtonLink path={path} kind="quiet">
            {t('proposals.manage.public')}
          </ButtonLink>
        )}
      </div>
      {standing === 'draft' && data.similar.length > 0 && <SimilarChapter similar={data.similar} />}
      {standing === 'draft' && isOpen && (
        <Chapter id="send" title={t('proposals.manage.send-title')}>
          <p class="measure">{t('proposals.manage.send-text')}</p>
          <Form>
            <Hidden name="do" value="submit" />
            <Button>{t('proposals.manage.send')}</Button>
          </Form>
        </Chapter>
      )}
      {isLive && isOpen && (
        <Chapter id="together" title={t('proposals.join.title')}>
          <p class="measure">{t('proposals.join.text')}</p>
          <p>
            <Code>{data.invitation}</Code>
          </p>
        </Chapter>
      )}
      {isLive && (
        <Chapter id="withdraw" title={t('proposals.manage.withdraw')}>
          <p class="measure">{t('proposals.manage.withdraw-text')}</p>
          <Form>
            <Hidden name="do" value="withdraw" />
            <Button kind="alert">{t('proposals.manage.withdraw')}</Button>
          </Form>
        </Chapter>
      )}
    </Document>
  );
}

function SimilarChapter({ similar }: { similar: readonly SimilarProposal[] }) {
  const page = usePage();
  const { t } = page;
  return (
    <Chapter id="similar" title={t('proposals.similar.title')} intro={t('proposals.similar.intro')}>
      <Items>
        {similar.map((one) => (
          <Item
            title={{ text: one.title }}
            path={`/proposals/${one.reference}`}
            tags={[statusOf(page, { standing: 'shown', state: one.state })]}
            side={t('proposals.page.supports', { n: one.supports })}
          />
        ))}
      </Items>
    </Chapter>
  );
}

function MergeQuestion({ into }: { into: Proposal }) {
  const { t, ts, href } = usePage();
  return (
    <Banner kind="warn" title={t('proposals.merge.asked')}>
      <p>
        {t('proposals.merge.asked-text', {
          proposal: (
            <a href={href(`/proposals/${into.reference}`)}>
              <Multilingual text={into.title} as="bdi" />
            </a>
          ),
        })}
      </p>
      <div class="row">
        <Form label={ts('proposals.merge.agree')}>
          <Hidden name="do" value="agree" />
          <Button>{t('proposals.merge.agree')}</Button>
        </Form>
        <Form label={ts('proposals.merge.disagree')}>
          <Hidden name="do" value="disagree" />
          <Button kind="quiet">{t('proposals.merge.disagree')}</Button>
        </Form>
      </div>
    </Banner>
  );
}
