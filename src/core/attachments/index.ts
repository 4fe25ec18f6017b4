export {
  attachTo,
  type NewAttachment,
  type Place,
  removeAttachmentsOf,
  takeAway,
} from './attach.ts';
export { ACCEPT, ALLOWED, MOST_BYTES, type Subject, type Visibility } from './attachment.ts';
export { AttachmentsChapter } from './pages/attachments-chapter.tsx';
export { FileHint } from './pages/document-facts.tsx';
export { PRIVATE_MINUTES, privatePath } from './private-address.ts';
export { type Attachment, attachmentsOf } from './queries.ts';
export { keepUpload, type Sender, type UploadLimits } from './uploads.ts';
