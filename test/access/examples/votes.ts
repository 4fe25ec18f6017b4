import type { ActionCall } from '#platform/action.ts';
import { across } from '#platform/db/database.ts';
import { castBallot } from '../../../src/modules/votes/actions/cast-ballot.ts';
import { countBallots } from '../../../src/modules/votes/actions/count-ballots.ts';
import { createVote } from '../../../src/modules/votes/actions/create-vote.ts';
import { publishVote } from '../../../src/modules/votes/actions/publish-vote.ts';
import { newSheet } from '../../../src/modules/votes/code.ts';
import type { MakeExamples } from '../example.ts';
import { BODY, type Person } from '../people.ts';
import { ITSELF } from '../world.ts';

const terms = {
  title: { ar: 'أي مشروع أولا؟' },
  explanation: { ar: 'يختار السكان المشروع الذي يبدأ به المجلس.' },
  method: 'choose',
  most: 1,
  winners: 1,
  secret: true,
  changeable: true,
  results: 'end',
  level: 1,
  tieRule: 'lot',
  opensAt: '2026-11-21T09:00:00Z',
  closesAt: '2026-12-21T18:00:00Z',
  options: [{ text: { ar: 'طريق' } }, { text: { ar: 'مدرسة' } }],
} as const;
const fields = {
  'title.ar': terms.title.ar,
  'explanation.ar': terms.explanation.ar,
  method: 'choose',
  winners: '1',
  secret: 'yes',
  results: 'end',
  level: '1',
  tieRule: 'lot',
  'opensAt.day': '1',
  'opensAt.month': '12',
  'opensAt.year': '2026',
  'opensAt-time': '09:00',
  'closesAt.day': '9',
  'closesAt.month': '12',
  'closesAt.year': '2026',
  'closesAt-time': '18:00',
  'options.0.text.ar': 'طريق',
  'options.1.text.ar': 'مدرسة',
};
const reasons = 'خطأ في الخيارات المعروضة على التصويت.';

export const votesExamples: MakeExamples = async ({ program, db, people, person, actorOf, body }) => {
  const { actions } = program;
  const own = { actor: await actorOf(person('own')), tenant: body };
  const office = { actor: await actorOf(person('Pres')), tenant: body };
  const draft = async (given: object = {}) =>
    (await actions.perform(createVote, { ...office, input: { ...terms, ...given, institution: BODY } })).reference;
  const opened = async (given: object = {}) => {
    const vote = await draft(given);
    await actions.perform(publishVote, { ...office, input: { vote } });
    return vote;
  };
  const cast = (vote: string, voter: ActionCall['actor'] = own.actor) =>
    actions.perform(castBallot, {
      actor: voter,
      tenant: body,
      input: { vote, sheet: newSheet(), choice: { picked: ['1'] } },
    });
  const [drafted, open, voted, named] = [
    await draft(),
    await opened(),
    await opened(),
    await opened({ secret: false }),
  ];
  // Everybody has voted: a ballot is its voter's alone.
  const codes = new Map<string, string>();
  for (const voter of people.filter(({ id }) => id !== ''))
    codes.set(voter.id, (await cast(voted, await actorOf(voter))).code);
  const codeOf = ({ id }: Person) => codes.get(id) ?? 'UNKNOWN';
  await cast(named);
  await actions.perform(countBallots, { actor: ITSELF, tenant: null, input: { vote: voted } });
  const { place } = await across(db)
    .selectFrom('vote_urn')
    .select('roll_id as place')
    .where('secret', '=', false)
    .executeTakeFirstOrThrow();
  const at = (reference: string) => ({ params: { reference } });
  const of = (id: string) => ({ params: { id } });
  const choice = { picked: ['1'] };
  const newBallot = { sheet: newSheet(), choice };
  const paper = { channel: 'paper', sheet: 'A-1', choice };
  const voter = { channel: 'counter', nationalId: 'AB123456' };
  return {
    pages: {
      'votes.vote-page': at(drafted),
      'votes.cast-page': { ...at(open), forms: { '': { choice: '1', sheet: newSheet() } } },
      'votes.ballot-page': (who) => ({
        ...at(voted),
        query: { code: codeOf(who) },
        forms: { change: { choice: '2' }, withdraw: {} },
      }),
      'votes.check-ballot-page': { ...at(voted), query: { code: 'UNKNOWN' } },
      'votes.vote-desk-page': {
        ...at(named),
        forms: { publish: {}, cancel: { 'reasons.ar': reasons }, invalidate: { place: place ?? '', reason: reasons } },
      },
      'votes.edit-vote-page': { ...at(drafted), forms: { '': fields } },
      'votes.new-vote-page': { forms: { '': fields } },
      'votes.poll-page': {
        ...at(open),
        forms: { enrol: voter, paper: { 'paper-channel': 'paper', sheet: 'A-1', choice: '1' } },
      },
      'votes.ballots': { ...at(voted), absent: 'ballots are published at the closing, and its room reads them' },
    },
    routes: {
      'votes.get-vote': of(open),
      'votes.list-ballots': of(open),
      'votes.cast': { ...of(open), body: newBallot },
      'votes.change-ballot': (who) => ({ ...of(voted), body: { code: codeOf(who), choice } }),
      'votes.withdraw-ballot': (who) => ({ ...of(voted), body: { code: codeOf(who) } }),
      'votes.create': { body: { ...terms, institution: BODY } },
      'votes.edit': { ...of(drafted), body: { ...terms, opensAt: '2026-12-01T09:00:00Z' } },
      'votes.publish': of(drafted),
      'votes.cancel': { ...of(open), body: { reasons: { ar: reasons } } },
      'votes.enrol-voter': { ...of(open), body: voter },
      'votes.record-paper': { ...of(open), body: paper },
      'votes.invalidate-ballot': { params: { id: named, place: place ?? '' }, body: { reason: reasons } },
    },
    actions: {
      'votes.create-vote': { input: { ...terms, institution: BODY } },
      'votes.edit-vote': { input: { ...terms, vote: drafted } },
      'votes.publish-vote': { input: { vote: drafted } },
      'votes.cancel-vote': { input: { vote: open, reasons: { ar: reasons } } },
      'votes.cast-ballot': { input: { vote: open, ...newBallot } },
      'votes.change-ballot': (who) => ({ input: { vote: voted, code: codeOf(who), choice } }),
      'votes.withdraw-ballot': (who) => ({ input: { vote: voted, code: codeOf(who) } }),
      'votes.enrol-voter': { input: { vote: open, ...voter } },
      'votes.record-paper': { input: { vote: open, ...paper } },
      'votes.invalidate-ballot': { input: { vote: named, place, reason: reasons } },
      'votes.count-ballots': { input: { vote: open } },
    },
  };
};
