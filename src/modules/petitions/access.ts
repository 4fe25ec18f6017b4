import { type AccessRule, rule, withPower } from '#platform/access.ts';
import { type Actor, holdsPower } from '#platform/tenant.ts';
import { isPublic } from './petition.ts';
import type { OpeningAppeal } from './queries/appeals.ts';
import type { Collaboration, Draft } from './queries/collaborators.ts';
import type { Petition } from './queries/petitions.ts';

export {
  anyone as readRequirements,
  anyone as signPetition,
  signedIn as createPetition,
  systemOnly as closePetitions,
  systemOnly as countDays,
  systemOnly as markReached,
  systemOnly as publishRoots,
  systemOnly as tellSignatories,
} from '#platform/access.ts';

/** The power of those who check, for the president of the council, whether a petition may be opened for signing. */
export const EXAMINE = 'petitions.examine';

/** The council that deals with a petition: that which was addressed, or the one that has its file now. */
export const lyingWith = ({ institutionId, liesWith }: { institutionId: string; liesWith?: string | null }): string =>
  liesWith ?? institutionId;

/** Whether somebody is the representative of a petition. */
export const isRepresentative = (actor: Actor, petition: Petition) =>
  actor.kind === 'person' && actor.level >= 1 && actor.id === petition.representativeId;

/** A petition that was opened or refused is public; before that it exists for its representative and for those who check it. */
export const readPetition: AccessRule<Petition> = rule(
  'public, its representative, power:petitions.examine once submitted',
  (actor, petition, scene) =>
    isPublic(petition.state) ||
    isRepresentative(actor, petition) ||
    (petition.state === 'submitted' && examinePetition.allows(actor, petition, scene)),
  { hides: true, need: { level: 1 } },
);

/** Whoever follows the procedure for the petitioners. To everybody else a draft does not exist. Links of letters lead here: one signs in first. */
export const changePetition: AccessRule<Petition> = rule('its representative', isRepresentative, {
  hides: true,
  signInFirst: true,
  need: { level: 1 },
});

/** Whether somebody writes a draft with its representative. */
const collaborates = (actor: Actor, draft: Draft) =>
  actor.kind === 'person' &&
  actor.level >= 1 &&
  draft.collaborators.some(({ personId, state }) => personId === actor.id && state === 'accepted');

/** Whoever writes a draft: its representative, and those who said yes to writing it with them. Links of letters lead here: one signs in first. */
export const writeDraft: AccessRule<Draft> = rule(
  'its representative or whoever writes it with them',
  (actor, draft) => isRepresentative(actor, draft) || collaborates(actor, draft),
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/** Whoever was asked to write a draft, or writes it. The link of a letter leads here: one signs in first. */
export const ownCollaboration: AccessRule<Collaboration> = rule(
  'whoever was asked',
  (actor, one) => actor.kind === 'person' && actor.level >= 1 && actor.id === one?.personId,
  { hides: true, signInFirst: true, need: { level: 1 } },
);

/** Whoever was asked, and the representative of the draft. */
export const endCollaboration: AccessRule<Collaboration> = rule(
  'whoever was asked, or the representative',
  (actor, one, scene) => ownCollaboration.allows(actor, one, scene) || isRepresentative(actor, one.petition),
  { hides: true, need: { level: 1 } },
);

/** Checks what was submitted. To all others the form does not exist. Links of letters lead here: one signs in first. */
export const examinePetition: AccessRule<Petition> = rule(
  `power:${EXAMINE}`,
  (actor, petition) => holdsPower(actor, EXAMINE, lyingWith(petition)),
  { hides: true, signInFirst: true, need: { level: 1, secondFactor: true } },
);

/** Whether somebody wrote a petition: its representative, or whoever said yes to writing it, also if they left since. */
const wrote = (actor: Actor, petition: Draft) =>
  isRepresentative(actor, petition) ||
  (actor.kind === 'person' &&
    petition.collaborators.some(({ personId, answeredAt }) => personId === actor.id && answeredAt !== null));

/** Opens what was submitted, or does not: never a petition that they wrote. */
export const decideOpening: AccessRule<Draft> = rule(
  `power:${EXAMINE}, not who wrote it`,
  (actor, petition, scene) => examinePetition.allows(actor, petition, scene) && !wrote(actor, petition),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** Looks again at what was not opened: another official than who refused it, and never who appeals. */
export const decideOpeningAppeal: AccessRule<Draft & { appeal: OpeningAppeal }> = rule(
  `power:${EXAMINE}, another than who refused or wrote it`,
  (actor, petition) =>
    actor.kind === 'person' &&
    holdsPower(actor, EXAMINE, petition.institutionId) &&
    actor.id !== petition.appeal.refusedBy &&
    actor.id !== petition.appeal.appellantId &&
    !wrote(actor, petition),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** The list of a council's petitions, on the site of its body. */
export const examinePetitions: AccessRule = withPower(EXAMINE, { hides: true });

/** Gives the file to the council: its representative, or at the counter whoever works on petitions there. */
export const filePetition: AccessRule<Petition> = rule(
  'its representative, power:petitions.examine',
  (actor, petition, scene) => isRepresentative(actor, petition) || examinePetition.allows(actor, petition, scene),
  { hides: true, need: { level: 1 } },
);

/** The power of those who take signatures at a counter and type in paper sheets. */
export const COLLECT = 'petitions.collect';

/** Signatures at a counter and on paper, in the council's own rooms. To all others the pages do not exist. */
export const collectSignatures: AccessRule<{ institutionId: string }> = withPower(COLLECT, { hides: true });

/** Paper sheets are printed by whoever follows the procedure, and by whoever types them in afterwards. */
export const issueSheets: AccessRule<Petition> = rule(
  'its representative or power:petitions.collect',
  (actor, petition, scene) => isRepresentative(actor, petition) || collectSignatures.allows(actor, petition, scene),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** The power of those who check for the bureau, after the fact, whether signatures are what the law asks for. */
export const JUDGE = 'petitions.judge';

/** Signatures with their names, as the bureau checks them in the council where the petition lies. To all others the pages do not exist. */
export const judgeSignatures: AccessRule<{ institutionId: string; liesWith?: string | null }> = rule(
  `power:${JUDGE}`,
  (actor, petition, { tenant }) => holdsPower(actor, JUDGE, petition ? lyingWith(petition) : (tenant?.id ?? null)),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** How many signed, by which channel: those who collect them for the council that was addressed, and those who check them. */
export const seeSignatures: AccessRule<Petition> = rule(
  `power:${COLLECT}, power:${JUDGE}`,
  (actor, petition, scene) =>
    collectSignatures.allows(actor, petition, scene) || judgeSignatures.allows(actor, petition, scene),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** The power of the operator of the platform who says how many signatures may be begun from where. */
export const LIMIT_SIGNING = 'petitions.limit-signing';

/** Whose the limits of signing are, whatever site they are kept from: the national portal's own body. */
export type LimitsOwner = { portalId: string };

/** The limits are the same for petitions to every council: they belong to the national portal's own body, and its operator keeps them. */
export const limitSigning: AccessRule<LimitsOwner> = rule(
  `power:${LIMIT_SIGNING}`,
  (actor, { portalId }) => holdsPower(actor, LIMIT_SIGNING, portalId),
  { hides: true, need: { level: 1, secondFactor: true } },
);

/** The file with the names of all signatories: for whoever files it, and for those who check it for the bureau. */
export const readDossier: AccessRule<Petition> = rule(
  'its representative or power:petitions.judge',
  (actor, petition, scene) => isRepresentative(actor, petition) || judgeSignatures.allows(actor, petition, scene),
  { hides: true, need: { level: 1, secondFactor: true } },
);
