import sharp from 'sharp';
import { attachDocument } from '../../../src/core/attachments/actions/attach-document.ts';
import { keepUpload } from '../../../src/core/attachments/uploads.ts';
import type { MakeExamples } from '../example.ts';
import { ITSELF } from '../world.ts';

const TO = 'commitment:MALAA0003';
const title = { ar: 'صورة المركز' };
const description = { ar: 'واجهة المركز بعد الأشغال' };
const lang = 'zxx';
const said = { title, description, lang };
const fields = { 'title.ar': title.ar, 'description.ar': description.ar, lang };
const reason = { ar: 'نشرت الصورة خطأ' };

export const attachmentsExamples: MakeExamples = async ({ program, db, body }) => {
  const { actions, around, clock } = program;
  const picture = await sharp({ create: { width: 80, height: 40, channels: 3, background: '#147' } })
    .png()
    .toBuffer();
  // What the program itself keeps may be attached by whoever may attach.
  const keep = async (bytes: Buffer, name: string) => {
    const { ticket } = await keepUpload({ db, around, actor: ITSELF, now: clock.now() }, body.id, { bytes, name });
    return ticket;
  };
  const input = { to: TO, upload: await keep(picture, 'markaz.png'), ...said };
  const { id } = await actions.perform(attachDocument, { actor: ITSELF, tenant: body, input });
  const upload = await keep(Buffer.from('commune;habitants\n'), 'habitants.csv');
  const form = new FormData();
  for (const [name, value] of Object.entries({ on: TO, ...fields })) form.append(name, value);
  form.append('upload', new File([Uint8Array.from(picture)], 'markaz.png'));
  const one = { params: { id } };
  return {
    pages: {
      'attachments.attach-page': { query: { to: TO }, forms: { '': { kept: upload, ...fields } } },
      'attachments.attachment-page': one,
      'attachments.edit-attachment-page': { ...one, forms: { update: fields, remove: { 'reason.ar': reason.ar } } },
      'attachments.file': one,
      'attachments.thumbnail': one,
      'attachments.preview': one,
    },
    routes: {
      'attachments.list-documents': { query: { on: TO } },
      'attachments.get-document': one,
      'attachments.attach': { body: form },
      'attachments.update': { ...one, body: said },
      'attachments.remove': { ...one, body: { reason } },
    },
    actions: {
      'attachments.attach-document': { input: { to: TO, upload, ...said } },
      'attachments.update-document': { input: { document: id, ...said } },
      'attachments.remove-document': { input: { document: id, reason } },
      'attachments.record-words': { input: { document: id, state: 'read', words: 'المركز' } },
    },
  };
};
