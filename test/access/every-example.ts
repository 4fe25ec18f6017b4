import type { MakeExamples, RoomExamples } from './example.ts';
import { accountsExamples } from './examples/accounts.ts';
import { associationsExamples } from './examples/associations.ts';
import { attachmentsExamples } from './examples/attachments.ts';
import { casesExamples } from './examples/cases.ts';
import { commentsExamples } from './examples/comments.ts';
import { commitmentsExamples } from './examples/commitments.ts';
import { consultationsExamples } from './examples/consultations.ts';
import { deadlinesExamples } from './examples/deadlines.ts';
import { draftTextsExamples } from './examples/draft-texts.ts';
import { institutionsExamples } from './examples/institutions.ts';
import { moderationExamples } from './examples/moderation.ts';
import { notificationsExamples } from './examples/notifications.ts';
import { personalDataExamples } from './examples/personal-data.ts';
import { petitionSignaturesExamples } from './examples/petition-signatures.ts';
import { petitionsExamples } from './examples/petitions.ts';
import { petitionsCouncilExamples } from './examples/petitions-council.ts';
import { platformExamples } from './examples/platform.ts';
import { proposalsExamples } from './examples/proposals.ts';
import { reportsExamples } from './examples/reports.ts';
import { reviewsExamples } from './examples/reviews.ts';
import { surveysExamples } from './examples/surveys.ts';
import { territoryExamples } from './examples/territory.ts';
import { votesExamples } from './examples/votes.ts';
import type { World } from './world.ts';

const ROOMS: readonly MakeExamples[] = [
  platformExamples,
  territoryExamples,
  commitmentsExamples,
  institutionsExamples,
  deadlinesExamples,
  accountsExamples,
  personalDataExamples,
  notificationsExamples,
  associationsExamples,
  commentsExamples,
  moderationExamples,
  reportsExamples,
  petitionsExamples,
  petitionsCouncilExamples,
  casesExamples,
  petitionSignaturesExamples,
  attachmentsExamples,
  reviewsExamples,
  proposalsExamples,
  consultationsExamples,
  surveysExamples,
  draftTextsExamples,
  votesExamples,
];

/** What every room says about reaching its doors, made in one world, in the order in which the rooms stand on one another. */
export async function everyExample(world: World): Promise<RoomExamples[]> {
  const rooms: RoomExamples[] = [];
  for (const make of ROOMS) rooms.push(await make(world));
  return rooms;
}
