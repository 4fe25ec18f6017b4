import { trackPath } from '#core/cases/index.ts';
import { docxOf } from '#platform/documents/testing.ts';
import { offers } from '../../src/app.ts';
import { followCase, workOnCase } from '../../src/core/cases/access.ts';
import { eraseEvent } from '../../src/core/cases/actions/erase-event.ts';
import { replyToCase } from '../../src/core/cases/actions/reply-to-case.ts';
import { writeMessage } from '../../src/core/cases/actions/write-message.ts';
import { caseByReference, timelineOf } from '../../src/core/cases/queries.ts';
import { messageOf } from '../../src/core/cases/sent-message.ts';
import { createPetition } from '../../src/modules/petitions/actions/create-petition.ts';
import { openPetition } from '../../src/modules/petitions/actions/open-petition.ts';
import { rejectPetition } from '../../src/modules/petitions/actions/reject-petition.ts';
import { signPetition } from '../../src/modules/petitions/actions/sign-petition.ts';
import { submitPetition } from '../../src/modules/petitions/actions/submit-petition.ts';
import { withdrawSignature } from '../../src/modules/petitions/actions/withdraw-signature.ts';
import { checkedPetition, filedPetition, PETITION_WORDS } from '../../src/modules/petitions/examples.ts';
import { receiptOf } from '../../src/modules/petitions/signing.ts';
import { LAAYOUNE } from '../setup/petitions.ts';
import { workOff } from '../setup/work-off.ts';
import type { HidingPlace } from './hiding-places.ts';
import { BODY, type Player, type Scene } from './scene.ts';

/** A message with its document, as a form sends it. */
async function sent({ program, db, body }: Scene, { actor }: Player, reference: string, said: Said) {
  const { around, clock } = program;
  const scene = { db, around, actor, tenant: body, offers, now: clock.now(), today: clock.today() };
  const file = { field: 'file', name: said.file, bytes: docxOf([said.holds]), type: '' };
  const message = { case: reference, lang: 'ar', words: said.words, upload: '', file };
  const by = { actor, tenant: body };
  if (said.by === 'office')
    await program.actions.perform(writeMessage, { ...by, input: await messageOf(scene, workOnCase, message) });
  else await program.actions.perform(replyToCase, { ...by, input: await messageOf(scene, followCase, message) });
}

type Said = { by: 'office' | 'party'; words: string; file: string; holds: string };

/** Where a case is read: by everybody, and by whoever has the address with its secret. */
function placesOf({ program }: Scene, reference: string): string[] {
  const track = trackPath(program.around.keys, reference);
  const secret = new URLSearchParams(track.split('?')[1]).get('secret') ?? '';
  const sites = ['ar', 'fr', 'en'].flatMap((lang) => [`/${lang}`, `/${lang}/${BODY}`]);
  return [
    ...sites.flatMap((site) => [
      `${site}/petitions/${reference}`,
      `${site}/cases/${reference}/case.zip`,
      `${site}/petitions/feed.atom`,
      `${site}${track}`,
      `${site}${track.replace('/track?', '/track/case.zip?')}`,
    ]),
    `/petitions/${reference}.json`,
    `/api/v1/petitions/${reference}`,
    `/api/v1/cases/${reference}?secret=${secret}`,
  ];
}

/** What was said in the case of a petition, in public and between its people, and then taken out of it. */
export const erasedFromCase: HidingPlace = {
  what: 'words and documents that were erased from the case of a petition',
  words: ['Zqcasereasons', 'Zqcasemessage', 'Zqcasereply', 'Zqcasefile', 'Zqcaseletter', 'Zqcaseholds'],
  wasPublic: true,
  async put(scene, { author }) {
    const { program, db, pool, body } = scene;
    const { actions } = program;
    const office = await scene.official('cabinet@example.ma', 'president');
    const cast = { actions, representative: author.actor, office: office.actor, tenant: body };
    const reference = await filedPetition(cast);
    await checkedPetition(cast, reference, ['signatures']);
    const reasons = { ar: 'عدد التوقيعات أقل من المطلوب، ومنها توقيع Zqcasereasons.' };
    const reject = { petition: reference, ground: 'signatures', reasons };
    await actions.perform(rejectPetition, { actor: office.actor, tenant: body, input: reject });
    const message = { by: 'office', words: 'رسالة Zqcasemessage فيها معطيات', file: 'Zqcasefile.docx' } as const;
    await sent(scene, office, reference, { ...message, holds: 'قائمة Zqcaseholds' });
    const reply = { by: 'party', words: 'جواب Zqcasereply على الرسالة', file: 'Zqcaseletter.docx' } as const;
    await sent(scene, author, reference, { ...reply, holds: 'رسالة Zqcaseholds' });
    await workOff(program, db, pool);
    return {
      addresses: placesOf(scene, reference),
      async hide() {
        const caseFile = await caseByReference({ db, tenant: null }, reference);
        const events = caseFile ? await timelineOf(db, caseFile, 'officials') : [];
        const told = events.filter(({ words }) => Object.keys(words).length > 0);
        if (told.length !== 3) throw new Error(`${told.length} events have words`);
        for (const { id: event } of told) {
          const input = { case: reference, event, reason: { ar: 'معطيات شخصية للغير' } };
          await actions.perform(eraseEvent, { actor: office.actor, tenant: body, input });
        }
        await workOff(program, db, pool);
      },
    };
  },
};

/** A signature under a name that was to be published, and then taken back. */
export const withdrawnSignature: HidingPlace = {
  what: 'a signature that was taken back: name and address of who had signed',
  words: ['Zqsigner', 'Zqlives'],
  wasPublic: false,
  async put(scene, { author, neighbour }) {
    const { program, body } = scene;
    const { actions } = program;
    const office = await scene.official('bureau@example.ma', 'president');
    const own = { actor: author.actor, tenant: body };
    const words = { ...PETITION_WORDS, institution: BODY };
    const { reference: petition } = await actions.perform(createPetition, { ...own, input: words });
    await actions.perform(submitPetition, { ...own, input: { petition } });
    await actions.perform(openPetition, { actor: office.actor, tenant: body, input: { petition } });
    const who = { name: 'Zqsigner', address: 'Zqlives', tie: 'residence', territory: LAAYOUNE };
    const signatory = { ...who, declares: true, publish: true };
    const by = { actor: neighbour.actor, tenant: body };
    const signed = await actions.perform(signPetition, {
      ...by,
      input: { petition, lang: 'ar', network: 'n', signatory },
    });
    if (signed.outcome !== 'signed') throw new Error(`not signed: ${signed.outcome}`);
    const { signature } = signed;
    const receipt = receiptOf(program.around.keys, signature);
    const proof = new URLSearchParams({ s: signature, receipt });
    return {
      addresses: [
        ...placesOf(scene, petition),
        `/ar/${BODY}/petitions/${petition}/signature?${proof}`,
        `/ar/${BODY}/petitions/${petition}/roots`,
      ],
      hide: () => actions.perform(withdrawSignature, { ...by, input: { petition, signature, receipt } }),
    };
  },
};
