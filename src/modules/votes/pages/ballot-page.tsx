import { z } from 'zod';
import { institutionsById } from '#core/institutions/index.ts';
import { Banner } from '#platform/html/banner.tsx';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Document } from '#platform/html/layout.tsx';
import { pathAndQuery } from '#platform/html/links.ts';
import { PageHead } from '#platform/html/page-head.tsx';
import { Receipt } from '#platform/html/receipt.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Code, DateTimeText, Multilingual } from '#platform/html/text.tsx';
import type { Text } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { castBallot as mayCast } from '../access.ts';
import { changeBallot } from '../actions/change-ballot.ts';
import { withdrawBallot } from '../actions/withdraw-ballot.ts';
import { marksOf } from '../ballot.ts';
import { type OwnBallot, ownBallot } from '../urn.ts';
import { phaseOf } from '../vote.ts';
import { ChoiceFields } from './choice-fields.tsx';
import { marksIn } from './marks.ts';
import { publicVote, type WithOptions } from './public-vote.ts';
import { ChoiceWords } from './words.tsx';

const query = z.object({ code: z.string().max(60).catch(''), back: z.string().max(1).optional() });
type Query = z.infer<typeof query>;
type Data = WithOptions & { ballot: OwnBallot | undefined; giver: Text; back: boolean };

/** One's own ballot while the vote is open, by its code: the receipt, and how to change it or take it back. */
export const ballotPage = definePage<Query, Data>({
  name: 'votes.ballot-page',
  path: '/votes/:reference/ballot',
  on: 'both',
  query,
  access: mayCast,
  load: async (request) => {
    const found = await publicVote(request);
    const { vote } = found;
    const { actor } = request.page;
    const { code, back } = request.query;
    const ballot =
      actor.kind === 'person'
        ? await ownBallot(request.db, request.around.keys, vote, { personId: actor.id, code })
        : undefined;
    const giver = (await institutionsById(request.db, [vote.institutionId])).get(vote.institutionId)?.name ?? {};
    return { ...found, ballot, giver, back: back !== undefined };
  },
  view: ({ data, form }) => <BallotView {...data} form={form} />,
  submits: {
    change: {
      action: changeBallot,
      input: (values, { params, query: { code } }) => ({ vote: params.reference, code, choice: marksIn(values) }),
      done: ({ reference, code }: { reference: string; code: string }) =>
        `/votes/${reference}/ballot?${new URLSearchParams({ code })}`,
    },
    withdraw: {
      action: withdrawBallot,
      input: (_values, { params, query: { code } }) => ({ vote: params.reference, code }),
      done: ({ reference }: { reference: string }) => `/votes/${reference}/ballot?back=1`,
    },
  },
});

function BallotView({ vote, options, ballot, giver, back, form }: Data & { form: FormState }) {
  const page = usePage();
  const { t, ts, now } = page;
  const path = `/votes/${vote.reference}`;
  const title = ballot ? 'votes.ballot.cast' : back ? 'votes.ballot.withdrawn' : 'votes.ballot.title';
  const open = phaseOf(vote, now) === 'open';
  return (
    <Document
      title={ts(title)}
      crumbs={[
        { label: ts('votes.page.votes'), path: '/votes' },
        { label: vote.reference, path },
      ]}
      crumb={ts('votes.ballot.title')}
      canonical={null}
      noIndex
    >
      <ErrorSummary state={form} />
      {ballot ? (
        <Receipt
          giver={<Multilingual text={giver} />}
          title={t(title)}
          referenceLabel={t('votes.ballot.code')}
          reference={ballot.code}
        >
          <Summary
            rows={[
              { label: t('votes.field.vote'), value: <Multilingual text={vote.title} /> },
              { label: t('votes.field.reference'), value: <Code>{vote.reference}</Code> },
              { label: t('votes.ballot.closes'), value: <DateTimeText instant={vote.closesAt} /> },
            ]}
          />
          <p>{t('votes.ballot.keep')}</p>
          <p>{t(vote.secret ? 'votes.ballot.what-it-reveals' : 'votes.ballot.public')}</p>
        </Receipt>
      ) : (
        <>
          <PageHead title={t(title)} lead={t(back ? 'votes.ballot.withdrawn-text' : 'votes.ballot.lead')} />
          {!back && <CodeForm path={path} />}
        </>
      )}
      {ballot && open && vote.changeable && (
        <>
          <Details summary={t('votes.ballot.see')}>
            <ChoiceWords method={vote.method} choice={ballot.choice} options={options} />
          </Details>
          <Details summary={t('votes.ballot.change')} open={form.faults.length > 0}>
            <Form state={form} action={pathAndQuery(page)}>
              <Hidden name="do" value="change" />
              <ChoiceFields vote={vote} options={options} marks={marksOf(vote.method, ballot.choice)} />
              <Button>{t('votes.ballot.change')}</Button>
            </Form>
          </Details>
          <Details summary={t('votes.ballot.withdraw')}>
            <p>{t('votes.ballot.withdraw-text')}</p>
            <Form action={pathAndQuery(page)} enhance={false}>
              <Hidden name="do" value="withdraw" />
              <Button kind="alert">{t('votes.ballot.withdraw')}</Button>
            </Form>
          </Details>
        </>
      )}
      {ballot && !vote.changeable && (
        <Banner>
          <p>{t('votes.terms.final')}</p>
        </Banner>
      )}
      <p class="mt-4">
        <ButtonLink path={path} kind="quiet">
          {t('votes.cast.back')}
        </ButtonLink>
      </p>
    </Document>
  );
}

function CodeForm({ path }: { path: string }) {
  const { t, ts, href } = usePage();
  return (
    <form class="form" method="get" action={href(`${path}/ballot`)} aria-label={ts('votes.ballot.title')}>
      <div class="field">
        <label for="code">{t('votes.ballot.code')}</label>
        <input id="code" name="code" type="text" dir="ltr" maxLength={60} autocomplete="off" />
      </div>
      <Button>{t('votes.ballot.find')}</Button>
    </form>
  );
}
