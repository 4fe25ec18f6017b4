import { DeskDocument, one, textOf, withDone } from '#core/institutions/index.ts';
import { Button, ButtonLink } from '#platform/html/button.tsx';
import { Chapter } from '#platform/html/chapter.tsx';
import { usePage } from '#platform/html/context.tsx';
import { Details } from '#platform/html/details.tsx';
import { Select, TextArea } from '#platform/html/field.tsx';
import { ErrorSummary, Form, Hidden } from '#platform/html/form.tsx';
import { Summary } from '#platform/html/summary.tsx';
import { Table } from '#platform/html/table.tsx';
import { StatusTag } from '#platform/html/tag.tsx';
import { Code, DateTimeText } from '#platform/html/text.tsx';
import { LANGUAGE_NAMES } from '#platform/i18n/languages.ts';
import { plain } from '#platform/i18n/text.ts';
import { definePage, type FormState } from '#platform/page.ts';
import { manageVotes } from '../access.ts';
import { cancelVote } from '../actions/cancel-vote.ts';
import { invalidateBallot } from '../actions/invalidate-ballot.ts';
import { publishVote } from '../actions/publish-vote.ts';
import { type ByChannel, ballotsOf, burstsIn, type Hour, paceOf, rollOf } from '../queries/figures.ts';
import { publicRoll, type RollEntry } from '../queries/roll.ts';
import { CHANNELS, isEditable, isPublic, phaseOf } from '../vote.ts';
import { type DeskVote, deskVote, voteDeskPath } from './desk-vote.ts';
import { TermsList } from './terms-list.tsx';
import { statusOf } from './words.tsx';

type Data = DeskVote & { ballots: ByChannel; roll: ByChannel; hours: Hour[]; voters: RollEntry[] };

const back = (_result: unknown, { params }: { params: Record<string, string> }) =>
  withDone(voteDeskPath(params.reference ?? ''));

/** A vote on the desk: what can be done with it now, and the report on its integrity. */
export const voteDeskPage = definePage<unknown, Data>({
  name: 'votes.vote-desk-page',
  path: '/desk/votes/:reference',
  on: 'tenant',
  access: manageVotes,
  load: async (request) => {
    const found = await deskVote(request);
    const { db, around } = request;
    return {
      ...found,
      ballots: await ballotsOf(db, found.vote),
      roll: await rollOf(db, found.vote),
      hours: await paceOf(db, found.vote),
      voters: await publicRoll(db, around.keys, found.vote),
    };
  },
  view: ({ data, form }) => <VoteDesk data={data} form={form} />,
  submits: {
    publish: { action: publishVote, input: (_values, { params }) => ({ vote: params.reference }), done: back },
    cancel: {
      action: cancelVote,
      input: (values, { params }) => ({ vote: params.reference, reasons: textOf(values, 'reasons') }),
      done: back,
    },
    invalidate: {
      action: invalidateBallot,
      input: (values, { params }) => ({
        vote: params.reference,
        place: one(values, 'place'),
        reason: one(values, 'reason'),
      }),
      done: back,
    },
  },
});

function VoteDesk({ data, form }: { data: Data; form: FormState }) {
  const page = usePage();
  const { t, ts, lang, now } = page;
  const { vote, tabs, voters } = data;
  const phase = phaseOf(vote, now);
  const path = voteDeskPath(vote.reference);
  return (
    <DeskDocument
      title={plain(vote.title, lang)}
      tabs={tabs}
      crumbs={[{ label: ts('votes.desk.title'), path: '/desk/votes' }]}
      row={<StatusTag {...statusOf(page, vote)} />}
    >
      <ErrorSummary state={form} />
      <div class="row">
        {isEditable(vote, now) && (
          <ButtonLink path={`${path}/edit`} kind="quiet">
            {t('votes.desk.edit')}
          </ButtonLink>
        )}
        {phase === 'open' && (
          <ButtonLink path={`${path}/poll`} kind="quiet">
            {t('votes.poll.title')}
          </ButtonLink>
        )}
        <ButtonLink path={`/votes/${vote.reference}`} kind="quiet">
          {t(isPublic(vote) ? 'votes.desk.public-page' : 'votes.desk.preview')}
        </ButtonLink>
      </div>
      <Summary
        rows={[
          { label: t('votes.field.reference'), value: <Code>{vote.reference}</Code> },
          { label: t('votes.field.opens-at'), value: <DateTimeText instant={vote.opensAt} /> },
          { label: t('votes.field.closes-at'), value: <DateTimeText instant={vote.closesAt} /> },
        ]}
      />
      <TermsList vote={vote} />
      {vote.state === 'draft' && (
        <Chapter id="publish" title={t('votes.desk.publish')}>
          <p class="measure">{t('votes.desk.publish-text')}</p>
          <Form>
            <Hidden name="do" value="publish" />
            <Button>{t('votes.desk.publish')}</Button>
          </Form>
        </Chapter>
      )}
      {isPublic(vote) && <Integrity data={data} />}
      {phase === 'open' && voters.length > 0 && (
        <Chapter id="invalidate" title={t('votes.desk.invalidate')}>
          <p class="measure">{t('votes.desk.invalidate-text')}</p>
          <Form state={form}>
            <Hidden name="do" value="invalidate" />
            <Select
              name="place"
              label={t('votes.desk.voter')}
              empty={ts('votes.desk.choose')}
              choices={voters.map(({ place, name, votedOn }) => ({
                value: place,
                label: `${name ?? ts('votes.desk.no-name')} · ${votedOn} · ${place.slice(0, 8)}`,
              }))}
            />
            <TextArea name="reason" label={t('votes.desk.reason')} rows={3} maxlength={1_000} />
            <Button kind="alert">{t('votes.desk.invalidate')}</Button>
          </Form>
        </Chapter>
      )}
      {vote.state === 'published' && (
        <Details summary={t('votes.desk.cancel')}>
          <p class="measure">{t('votes.desk.cancel-text')}</p>
          <Form state={form}>
            <Hidden name="do" value="cancel" />
            {(['ar', 'fr'] as const).map((each) => (
              <TextArea
                name={`reasons.${each}`}
                label={
                  <>
                    {t('votes.desk.reasons')} – <bdi lang={each}>{LANGUAGE_NAMES[each]}</bdi>
                  </>
                }
                optional={each === 'fr'}
                rows={3}
                maxlength={2_000}
              />
            ))}
            <Button kind="alert">{t('votes.desk.cancel')}</Button>
          </Form>
        </Details>
      )}
    </DeskDocument>
  );
}

/** Voters and ballots by channel, and hour by hour what came, was taken back, changed or blocked. */
function Integrity({ data: { ballots, roll, hours } }: { data: Data }) {
  const { t, ts, format } = usePage();
  const bursts = burstsIn(hours);
  const deeds = ['cast', 'changed', 'withdrawn', 'blocked', 'invalidated'] as const;
  return (
    <Chapter id="integrity" title={t('votes.integrity.title')}>
      <Table
        caption={t('votes.integrity.channels')}
        phone="plain"
        rows={CHANNELS}
        columns={[
          { key: 'channel', label: ts('votes.figures.channel'), head: true, cell: (one) => t(`votes.channel.${one}`) },
          {
            key: 'roll',
            label: ts('votes.integrity.roll'),
            numeric: true,
            cell: (one) => format.number(roll.channels[one]),
          },
          {
            key: 'ballots',
            label: ts('votes.figures.ballots'),
            numeric: true,
            cell: (one) => format.number(ballots.channels[one]),
          },
        ]}
        foot={[t('votes.figures.total'), format.number(roll.total), format.number(ballots.total)]}
      />
      <p>{t('votes.integrity.bursts', { n: bursts.length })}</p>
      {hours.length > 0 && (
        <Details summary={t('votes.integrity.hours')} open={bursts.length > 0}>
          <Table
            caption={t('votes.integrity.hours')}
            hideCaption
            phone="scroll"
            rows={hours}
            rowTone={(hour) => (bursts.includes(hour) ? 'late' : undefined)}
            columns={[
              {
                key: 'hour',
                label: ts('votes.integrity.hour'),
                head: true,
                cell: ({ hour }) => <DateTimeText instant={hour} />,
              },
              ...deeds.map((deed) => ({
                key: deed,
                label: ts(`votes.integrity.${deed}`),
                numeric: true,
                cell: (hour: Hour) => format.number(hour[deed]),
              })),
            ]}
          />
        </Details>
      )}
    </Chapter>
  );
}
