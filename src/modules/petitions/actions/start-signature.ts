import { z } from 'zod';
import { askContributionCode, parseContact } from '#core/accounts/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { type ActionContext, defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, NotSignedIn, TooMany } from '#platform/errors.ts';
import { LOCAL_CLIENT } from '#platform/http/client-address.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { signPetition as maySign } from '../access.ts';
import { sealAddress } from '../news.ts';
import { signatureProcessing } from '../personal-data.ts';
import { endOfDay, GRACE_HOURS, takesSignatures } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { rulesOn, waitFor } from '../queries/signing-limits.ts';
import { checkSignatory, petitionSubject } from '../sign.ts';
import { sealSignatory, signatoryInput } from '../signing.ts';
import { judgedBy, type Signing } from '../signing-limits.ts';
import { findPetition } from '../target.ts';

const input = signatoryInput.extend({
  petition: z.string().max(40),
  contact: z.string('petitions.fault.contact-missing').trim().min(1, 'petitions.fault.contact-missing').max(254),
  lang: z.enum(LANGUAGES),
  /** Whether letters may tell what becomes of the petition. */
  news: z.boolean().default(false),
  /** Who asks, as a keyed hash of the network's address, and whether they ask from one of some networks. */
  network: z.string(),
  isFrom: z.custom<Signing['isFrom']>((value) => typeof value === 'function').default(() => () => false),
});

type Input = z.infer<typeof input>;

/**
 * Begins a signature without an account: what was typed waits, sealed, for the code or the link that is sent. Whether the address signed
 * before is not looked up, so nobody learns it. Refuses what is no signatory of this petition (422), a petition that takes no signatures
 * (409) or asks for a verified identity (401), a network or a domain that the operator refuses (422), too many from one network and too many
 * letters (429).
 */
export const startSignature = defineAction<Input, Petition, { signing: string }>({
  name: 'petitions.start-signature',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: maySign,
  event: 'signature.begun',
  record: () => null,
  run: async (context, given, petition) => {
    const { db, now, today, around } = context;
    const { institutionId, id, reference, closesOn } = petition;
    if (!takesSignatures(petition, today) || closesOn === null) throw new Conflict('petitions.refusal.closed');
    if (petition.assurance > 1) throw new NotSignedIn({ level: 2 }, 'petitions.refusal.level');
    if (!(await isProcessingOpen(db, institutionId, signatureProcessing.kind, modeOf(around))))
      throw new NotAllowed('petitions.refusal.processing');
    const { contact, lang, network, isFrom, news, name, tie, territory, address, publish } = given;
    const faults = await checkSignatory(db, petition, { tie, territory });
    if (faults.length > 0) throw new InvalidInput(faults);
    const reached = parseContact(contact);
    await checkLimits(context, {
      network,
      isFrom,
      domain: reached?.kind === 'email' ? domainOf(reached.address) : null,
    });
    const until = new Date(endOfDay(closesOn).getTime() + GRACE_HOURS * 3_600_000);
    const { challenge } = await askContributionCode(context, {
      contact,
      subject: petitionSubject(petition),
      lang,
      network,
      until,
      link: (token) =>
        around.absolute(`/petitions/${reference}/confirm?token=${token}`, { lang, tenant: context.tenant }),
    });
    await within(db, institutionId)
      .insert('petition_signing', {
        petition_id: id,
        id: challenge,
        sealed: sealSignatory(around.keys, { name, tie, territory, address, publish }, challenge),
        news: news && reached?.kind === 'email' ? sealAddress(around.keys, reached.address, challenge) : null,
        lang,
        begun_at: now,
        expires_at: until,
      })
      .execute();
    return { signing: challenge };
  },
});

const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1);

/** Refuses what the operator's rules refuse (422), and whoever asks too often where no rule lets them (429). */
async function checkLimits(
  { db, now, today }: Pick<ActionContext, 'db' | 'now' | 'today'>,
  { network, ...signing }: Signing & { network: string },
): Promise<void> {
  const judged = judgedBy(await rulesOn(db, today), signing);
  if (judged === 'refused-network') throw new InvalidInput([{ pointer: '', key: 'petitions.fault.network-refused' }]);
  if (judged === 'refused-domain')
    throw new InvalidInput([{ pointer: '/contact', key: 'petitions.fault.domain-refused' }]);
  const seconds = judged === 'by-rate' && network !== LOCAL_CLIENT ? await waitFor(db, network, now) : 0;
  if (seconds > 0) throw new TooMany(seconds, 'petitions.refusal.too-many-begun');
}
