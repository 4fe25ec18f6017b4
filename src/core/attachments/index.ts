export {
  attachTo,
  checkAlternative,
  forgetPrivate,
  moveTo,
  type NewAttachment,
  type Place,
  removeAttachmentsOf,
  takeAway,
} from './attach.ts';
export { ACCEPT, ALLOWED, MOST_BYTES, type Subject, type Visibility } from './attachment.ts';
export { descriptionInput, langInput, titleInput } from './input.ts';
export { AttachmentsChapter } from './pages/attachments-chapter.tsx';
export { FileHint, TypeAndSize } from './pages/document-facts.tsx';
export { DocumentFields } from './pages/document-fields.tsx';
export { PRIVATE_MINUTES, privatePath } from './private-address.ts';
export { type Attachment, attachmentById, attachmentsOf } from './queries.ts';
export { dropUnnamed, keepUpload, type Sender, type UploadLimits } from './uploads.ts';
