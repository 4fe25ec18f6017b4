import { z } from 'zod';
import { askContributionCode, parseContact } from '#core/accounts/index.ts';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { within } from '#platform/db/database.ts';
import { Conflict, InvalidInput, NotAllowed, NotSignedIn } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { signPetition as maySign } from '../access.ts';
import { sealAddress } from '../news.ts';
import { signatureProcessing } from '../personal-data.ts';
import { endOfDay, GRACE_HOURS, takesSignatures } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { checkSignatory, petitionSubject } from '../sign.ts';
import { sealSignatory, signatoryInput } from '../signing.ts';
import { findPetition } from '../target.ts';

const input = signatoryInput.extend({
  petition: z.string().max(40),
  contact: z.string('petitions.fault.contact-missing').trim().min(1, 'petitions.fault.contact-missing').max(254),
  lang: z.enum(LANGUAGES),
  /** Whether letters may tell what becomes of the petition. */
  news: z.boolean().default(false),
  /** Who asks, as a keyed hash of the network's address. */
  network: z.string(),
});

type Input = z.infer<typeof input>;

/**
 * Begins a signature without an account: what was typed waits, sealed, for the code or the link that is sent. Whether the address signed
 * before is not looked up, so nobody learns it. Refuses what is no signatory of this petition (422), a petition that takes no signatures
 * (409) or asks for a verified identity (401), and too many letters (429).
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
    const { contact, lang, network, news, name, tie, territory, address, publish } = given;
    const faults = await checkSignatory(db, petition, { tie, territory });
    if (faults.length > 0) throw new InvalidInput(faults);
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
    const reached = news ? parseContact(contact) : undefined;
    await within(db, institutionId)
      .insert('petition_signing', {
        petition_id: id,
        id: challenge,
        sealed: sealSignatory(around.keys, { name, tie, territory, address, publish }, challenge),
        news: reached?.kind === 'email' ? sealAddress(around.keys, reached.address, challenge) : null,
        lang,
        begun_at: now,
        expires_at: until,
      })
      .execute();
    return { signing: challenge };
  },
});
