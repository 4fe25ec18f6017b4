import { z } from 'zod';
import { isProcessingOpen, modeOf } from '#core/personal-data/index.ts';
import { defineAction } from '#platform/action.ts';
import { Conflict, InvalidInput, NotAllowed } from '#platform/errors.ts';
import { LANGUAGES } from '#platform/i18n/languages.ts';
import { collectSignatures } from '../access.ts';
import { markTallied } from '../count-sheet.ts';
import { signatureProcessing } from '../personal-data.ts';
import { takesSignatures } from '../petition.ts';
import type { Petition } from '../queries/petitions.ts';
import { checkSignatory, writeSignatures } from '../sign.ts';
import { signatoryInput } from '../signing.ts';
import { findPetition } from '../target.ts';
import type { Signed } from './sign-petition.ts';

const input = signatoryInput.extend({
  petition: z.string().max(40),
  lang: z.enum(LANGUAGES),
  /** Of this form: the same one sent again is the same signature. */
  entry: z.uuid(),
  /** That the official saw the copy of the identity card, which goes into the file. */
  copy: z.boolean().default(false),
});

/**
 * An official writes down the signature of somebody who stands at the counter, with the identity card, and hands over the receipt. Refuses
 * who is no signatory of this petition (422) and a petition that takes no signatures (409).
 */
export const recordSignature = defineAction<z.infer<typeof input>, Petition, Signed>({
  name: 'petitions.record-signature',
  input,
  target: (context, { petition }) => findPetition(context, petition),
  access: collectSignatures,
  event: 'signature.recorded',
  // That one more was taken at the counter, and nothing of whose it is.
  record: (_input, petition) => ({ subject: `petition:${petition.reference}`, institutionId: petition.institutionId }),
  run: async (context, { entry, lang, copy, name, tie, territory, address, publish }, petition) => {
    const { db, today, around, touch } = context;
    const { institutionId, reference } = petition;
    if (!takesSignatures(petition, today)) throw new Conflict('petitions.refusal.closed');
    if (!(await isProcessingOpen(db, institutionId, signatureProcessing.kind, modeOf(around))))
      throw new NotAllowed('petitions.refusal.processing');
    const faults = await checkSignatory(db, petition, { tie, territory });
    if (faults.length > 0) throw new InvalidInput(faults);
    const [written] = await writeSignatures(context, [
      {
        petition,
        who: { entry },
        contribution: null,
        signatory: { name, tie, territory, address, publish, copy },
        channel: 'counter',
        lang,
      },
    ]);
    if (!written) throw new Conflict('petitions.refusal.closed');
    await markTallied(context, petition);
    touch(`~petition-count:${reference}`);
    return { outcome: 'signed', signature: written.id, reference, again: written.again };
  },
});
