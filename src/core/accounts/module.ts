import { defineModule } from '#platform/module.ts';
import { confirmCode } from './actions/confirm-code.ts';
import { confirmLink } from './actions/confirm-link.ts';
import { endSession } from './actions/end-session.ts';
import { requestCode } from './actions/request-code.ts';
import { dropOldSignIns } from './jobs.ts';
import { messages } from './messages.ts';
import { accountsMigration } from './migrations/2026-11-22-1000-accounts.ts';
import { mePage } from './pages/me-page.tsx';
import { signInCodePage } from './pages/sign-in-code-page.tsx';
import { signInLinkPage } from './pages/sign-in-link-page.tsx';
import { signInPage } from './pages/sign-in-page.tsx';
import { signOutPage } from './pages/sign-out-page.tsx';

export const accounts = defineModule({
  name: 'accounts',
  uses: [],
  messages,
  migrations: [accountsMigration],
  actions: [requestCode, confirmCode, confirmLink, endSession],
  pages: [signInPage, signInCodePage, signInLinkPage, signOutPage, mePage],
  jobs: [dropOldSignIns],
});
