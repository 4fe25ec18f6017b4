export { type Looked, logAccess } from './access-log.ts';
export { accountLink, signInPath } from './account-link.ts';
export { attachContributions } from './actions/attach-contributions.ts';
export {
  ATTRIBUTES,
  type Attribute,
  type AttributeKind,
  ageBandOf,
  attributesOf,
  attributesOfMany,
  requireAssurance,
} from './assurance.ts';
export { type Appoint, type RoomCommand, tokenCreateCommand, userCreateCommand } from './commands.ts';
export { contactFingerprint, fingerprintOf, parseContact } from './contact.ts';
export {
  askContributionCode,
  type ContributionAttempt,
  type ContributionConfirmed,
  confirmContribution,
  confirmContributions,
  personOfContribution,
} from './contribution.ts';
export { demoCommand } from './demo-command.ts';
export { freezeWithAct, freezeWithActs } from './freeze.ts';
export { mailboxOf } from './mailbox.ts';
export { type DisplayName, displayNames, shownName } from './names.ts';
export {
  nationalIdFingerprints,
  parseNationalId,
  personOfNationalId,
  readNationalId,
  recordNationalId,
} from './national-id.ts';
export { createPersonByInvitation } from './people.ts';
export { contactsOf, type OwnContact, type Profile, profileOf } from './queries/account.ts';
export { actorResolver, type ResolverDeps } from './resolver.ts';
export { endSessionsOf } from './session.ts';
