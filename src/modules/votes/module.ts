import { defineModule } from '#platform/module.ts';
import { POWERS } from './access.ts';
import { cancelVote } from './actions/cancel-vote.ts';
import { castBallot } from './actions/cast-ballot.ts';
import { changeBallot } from './actions/change-ballot.ts';
import { countBallots } from './actions/count-ballots.ts';
import { createVote } from './actions/create-vote.ts';
import { editVote } from './actions/edit-vote.ts';
import { enrolVoter } from './actions/enrol-voter.ts';
import { invalidateBallot } from './actions/invalidate-ballot.ts';
import { publishVote } from './actions/publish-vote.ts';
import { recordPaper } from './actions/record-paper.ts';
import { withdrawBallot } from './actions/withdraw-ballot.ts';
import { getVoteRoute, listBallotsRoute, listOwnVotesRoute, listVotesRoute } from './api/reading.ts';
import { deskRoutes, voterRoutes } from './api/writing.ts';
import { voteDesk } from './desk.ts';
import { countVotes } from './jobs.ts';
import { messages } from './messages.ts';
import { votesMigration } from './migrations/2026-12-02-1000-votes.ts';
import { voteVotersMigration } from './migrations/2026-12-20-1010-vote-voters.ts';
import { ballotPage } from './pages/ballot-page.tsx';
import { castPage } from './pages/cast-page.tsx';
import { checkBallotPage } from './pages/check-ballot-page.tsx';
import { editVotePage } from './pages/edit-vote-page.tsx';
import { newVotePage } from './pages/new-vote-page.tsx';
import { ownVotesPage } from './pages/own-votes-page.tsx';
import { pollPage } from './pages/poll-page.tsx';
import { ballotsFile, votesFeed, votesVerifier } from './pages/resources.ts';
import { voteDeskPage } from './pages/vote-desk-page.tsx';
import { votePage } from './pages/vote-page.tsx';
import { votesDeskPage } from './pages/votes-desk-page.tsx';
import { votesPage } from './pages/votes-page.tsx';
import { rollProcessing, rollRetention, voteData, voteProcessing } from './personal-data.ts';
import { voteSearch } from './search.ts';
import { voteSiteMap } from './site-map.ts';
import { voteSubject } from './subject.ts';
import { verifyTotals, verifyVoteRoots } from './verify.ts';

export const votes = defineModule({
  name: 'votes',
  uses: [],
  messages,
  migrations: [votesMigration, voteVotersMigration],
  actions: [
    createVote,
    editVote,
    publishVote,
    cancelVote,
    castBallot,
    changeBallot,
    withdrawBallot,
    enrolVoter,
    recordPaper,
    invalidateBallot,
    countBallots,
  ],
  pages: [
    votesPage,
    votePage,
    castPage,
    ballotPage,
    checkBallotPage,
    ownVotesPage,
    votesDeskPage,
    newVotePage,
    voteDeskPage,
    editVotePage,
    pollPage,
  ],
  resources: [votesFeed, ballotsFile, votesVerifier],
  routes: [listVotesRoute, listOwnVotesRoute, getVoteRoute, listBallotsRoute, ...voterRoutes, ...deskRoutes],
  jobs: [countVotes],
  subjects: [voteSubject],
  searchKinds: [voteSearch],
  siteMap: [voteSiteMap],
  desk: [voteDesk],
  ownLinks: [{ label: 'votes.own.title', hint: 'votes.own.hint', path: '/me/votes', order: 41 }],
  personalData: [voteData],
  processings: [voteProcessing, rollProcessing],
  retentions: [rollRetention],
  powers: [
    { name: POWERS.manage, label: 'votes.power.manage' },
    { name: POWERS.poll, label: 'votes.power.poll' },
  ],
  menu: [{ label: 'votes.page.votes', path: '/votes', on: 'both', order: 26, minor: true }],
  deskLinks: [
    {
      group: 'institutions.desk.group.participation',
      label: 'votes.desk.title',
      path: '/desk/votes',
      power: POWERS.poll,
      order: 40,
    },
  ],
  verifications: [verifyTotals, verifyVoteRoots],
});
