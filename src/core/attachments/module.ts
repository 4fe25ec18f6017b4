import { defineModule } from '#platform/module.ts';
import { attachDocument } from './actions/attach-document.ts';
import { recordWords } from './actions/record-words.ts';
import { removeDocument } from './actions/remove-document.ts';
import { updateDocument } from './actions/update-document.ts';
import { attachRoute, getDocumentRoute, listDocumentsRoute, removeRoute, updateRoute } from './api.ts';
import { dropContent, dropUploads, readWords } from './jobs.ts';
import { messages } from './messages.ts';
import { attachmentsMigration } from './migrations/2026-11-22-1800-attachments.ts';
import { attachPage } from './pages/attach-page.tsx';
import { attachmentPage } from './pages/attachment-page.tsx';
import { documentsPage } from './pages/documents-page.tsx';
import { editAttachmentPage } from './pages/edit-attachment-page.tsx';
import { ownDocuments } from './personal-data.ts';
import { documentFile, documentPreview, documentThumbnail } from './resources.ts';
import { documentSearch } from './search.ts';
import { verifyContents } from './verify.ts';

export const attachments = defineModule({
  name: 'attachments',
  uses: ['institutions'],
  messages,
  migrations: [attachmentsMigration],
  actions: [attachDocument, updateDocument, removeDocument, recordWords],
  pages: [attachmentPage, attachPage, editAttachmentPage, documentsPage],
  resources: [documentFile, documentThumbnail, documentPreview],
  routes: [listDocumentsRoute, getDocumentRoute, attachRoute, updateRoute, removeRoute],
  searchKinds: [documentSearch],
  jobs: [readWords, dropContent, dropUploads],
  deskLinks: [
    {
      group: 'institutions.desk.group.body',
      label: 'attachments.desk.title',
      path: '/desk/documents',
      power: 'desk.see',
      order: 62,
    },
  ],
  personalData: [ownDocuments],
  verifications: [verifyContents],
});
