import { defineModule } from '#platform/module.ts';
import { addTotp } from './actions/add-totp.ts';
import { confirmCode } from './actions/confirm-code.ts';
import { confirmLink } from './actions/confirm-link.ts';
import { confirmPasskey } from './actions/confirm-passkey.ts';
import { confirmTotp } from './actions/confirm-totp.ts';
import { endSession } from './actions/end-session.ts';
import { registerPasskey } from './actions/register-passkey.ts';
import { removePasskey } from './actions/remove-passkey.ts';
import { removeTotp } from './actions/remove-totp.ts';
import { replaceRecoveryCodes } from './actions/replace-recovery-codes.ts';
import { requestCode } from './actions/request-code.ts';
import { showPasskey } from './actions/show-passkey.ts';
import { showSecondFactor } from './actions/show-second-factor.ts';
import { dropOldSignIns } from './jobs.ts';
import { messages } from './messages.ts';
import { accountsMigration } from './migrations/2026-11-22-1000-accounts.ts';
import { mePage } from './pages/me-page.tsx';
import { ownAppPage } from './pages/own-app-page.tsx';
import { ownCodesPage } from './pages/own-codes-page.tsx';
import { ownPasskeyPage } from './pages/own-passkey-page.tsx';
import { ownSecondFactorPage } from './pages/own-second-factor-page.tsx';
import { secondFactorPage } from './pages/second-factor-page.tsx';
import { signInCodePage } from './pages/sign-in-code-page.tsx';
import { signInLinkPage } from './pages/sign-in-link-page.tsx';
import { signInPage } from './pages/sign-in-page.tsx';
import { signInPasskeyPage } from './pages/sign-in-passkey-page.tsx';
import { signOutPage } from './pages/sign-out-page.tsx';

export const accounts = defineModule({
  name: 'accounts',
  uses: [],
  messages,
  migrations: [accountsMigration],
  actions: [
    requestCode,
    confirmCode,
    confirmLink,
    endSession,
    addTotp,
    confirmTotp,
    removeTotp,
    replaceRecoveryCodes,
    showSecondFactor,
    showPasskey,
    registerPasskey,
    removePasskey,
    confirmPasskey,
  ],
  pages: [
    signInPage,
    signInCodePage,
    signInLinkPage,
    signOutPage,
    mePage,
    signInPasskeyPage,
    secondFactorPage,
    ownSecondFactorPage,
    ownAppPage,
    ownPasskeyPage,
    ownCodesPage,
  ],
  jobs: [dropOldSignIns],
});
