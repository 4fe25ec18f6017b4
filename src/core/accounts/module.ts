import { defineModule } from '#platform/module.ts';
import { addContact } from './actions/add-contact.ts';
import { addTotp } from './actions/add-totp.ts';
import { askCounterCode } from './actions/ask-counter-code.ts';
import { askIdentityLetter } from './actions/ask-identity-letter.ts';
import { attachContributions } from './actions/attach-contributions.ts';
import { confirmCode } from './actions/confirm-code.ts';
import { confirmContact } from './actions/confirm-contact.ts';
import { confirmIdentity } from './actions/confirm-identity.ts';
import { confirmIdentityLetter } from './actions/confirm-identity-letter.ts';
import { confirmLink } from './actions/confirm-link.ts';
import { confirmPasskey } from './actions/confirm-passkey.ts';
import { confirmTotp } from './actions/confirm-totp.ts';
import { createToken } from './actions/create-token.ts';
import { deliverIdentityLetter } from './actions/deliver-identity-letter.ts';
import { endSession } from './actions/end-session.ts';
import { endSessions } from './actions/end-sessions.ts';
import { invitePerson } from './actions/invite-person.ts';
import { registerPasskey } from './actions/register-passkey.ts';
import { removeContact } from './actions/remove-contact.ts';
import { removePasskey } from './actions/remove-passkey.ts';
import { removeTotp } from './actions/remove-totp.ts';
import { replaceRecoveryCodes } from './actions/replace-recovery-codes.ts';
import { requestCode } from './actions/request-code.ts';
import { revokeToken } from './actions/revoke-token.ts';
import { rotateNationalIdKey } from './actions/rotate-national-id-key.ts';
import { setAttribute } from './actions/set-attribute.ts';
import { setMainContact } from './actions/set-main-contact.ts';
import { showPasskey } from './actions/show-passkey.ts';
import { showSecondFactor } from './actions/show-second-factor.ts';
import { updateProfile } from './actions/update-profile.ts';
import { verifyAtCounter } from './actions/verify-at-counter.ts';
import { getMeRoute, listTokensRoute, revokeTokenRoute } from './api.ts';
import { dropOldSignIns } from './jobs.ts';
import { messages } from './messages.ts';
import { accountsMigration } from './migrations/2026-11-22-1000-accounts.ts';
import { contributionOnceMigration } from './migrations/2026-11-22-1700-contribution-once.ts';
import { associationsMoveMigration } from './migrations/2026-11-23-0900-associations-move.ts';
import { contactMailboxMigration } from './migrations/2026-12-21-1120-contact-mailbox.ts';
import { deskIdentityPage } from './pages/desk-identity-page.tsx';
import { deskLetterPage } from './pages/desk-letter-page.tsx';
import { identityCallback, identityStart } from './pages/identity-provider.ts';
import { mePage } from './pages/me-page.tsx';
import { ownAppPage } from './pages/own-app-page.tsx';
import { ownAttributesPage } from './pages/own-attributes-page.tsx';
import { ownCodesPage } from './pages/own-codes-page.tsx';
import { ownContactCodePage } from './pages/own-contact-code-page.tsx';
import { ownContactLinkPage } from './pages/own-contact-link-page.tsx';
import { ownContactsPage } from './pages/own-contacts-page.tsx';
import { ownDevicesPage } from './pages/own-devices-page.tsx';
import { ownIdentityPage } from './pages/own-identity-page.tsx';
import { ownLetterPage } from './pages/own-letter-page.tsx';
import { ownPasskeyPage } from './pages/own-passkey-page.tsx';
import { ownProfilePage } from './pages/own-profile-page.tsx';
import { ownSecondFactorPage } from './pages/own-second-factor-page.tsx';
import { ownTokensPage } from './pages/own-tokens-page.tsx';
import { secondFactorPage } from './pages/second-factor-page.tsx';
import { signInCodePage } from './pages/sign-in-code-page.tsx';
import { signInIdentityPage } from './pages/sign-in-identity-page.tsx';
import { signInLinkPage } from './pages/sign-in-link-page.tsx';
import { signInPage } from './pages/sign-in-page.tsx';
import { signInPasskeyPage } from './pages/sign-in-passkey-page.tsx';
import { signOutPage } from './pages/sign-out-page.tsx';
import { accountData } from './personal-data.ts';
import { accountProcessings } from './processing.ts';
import { accountRetentions } from './retention.ts';

export const accounts = defineModule({
  name: 'accounts',
  uses: [],
  messages,
  migrations: [accountsMigration, contributionOnceMigration, associationsMoveMigration, contactMailboxMigration],
  actions: [
    addContact,
    addTotp,
    askCounterCode,
    askIdentityLetter,
    attachContributions,
    confirmCode,
    confirmContact,
    confirmIdentity,
    confirmIdentityLetter,
    confirmLink,
    confirmPasskey,
    confirmTotp,
    createToken,
    deliverIdentityLetter,
    endSession,
    endSessions,
    invitePerson,
    registerPasskey,
    removeContact,
    removePasskey,
    removeTotp,
    replaceRecoveryCodes,
    requestCode,
    revokeToken,
    rotateNationalIdKey,
    setAttribute,
    setMainContact,
    showPasskey,
    showSecondFactor,
    updateProfile,
    verifyAtCounter,
  ],
  pages: [
    deskIdentityPage,
    deskLetterPage,
    mePage,
    ownAppPage,
    ownAttributesPage,
    ownCodesPage,
    ownContactCodePage,
    ownContactLinkPage,
    ownContactsPage,
    ownDevicesPage,
    ownIdentityPage,
    ownLetterPage,
    ownPasskeyPage,
    ownProfilePage,
    ownSecondFactorPage,
    ownTokensPage,
    secondFactorPage,
    signInCodePage,
    signInIdentityPage,
    signInLinkPage,
    signInPage,
    signInPasskeyPage,
    signOutPage,
  ],
  resources: [identityStart, identityCallback],
  routes: [getMeRoute, listTokensRoute, revokeTokenRoute],
  jobs: [dropOldSignIns],
  personalData: [accountData],
  processings: accountProcessings,
  retentions: accountRetentions,
  powers: [{ name: 'accounts.verify-identity', label: 'accounts.power.verify-identity' }],
  deskLinks: [
    {
      group: 'institutions.desk.group.body',
      label: 'accounts.desk.identity',
      path: '/desk/identity',
      power: 'accounts.verify-identity',
      order: 60,
    },
  ],
  ownLinks: [
    { label: 'accounts.own.profile', hint: 'accounts.own.profile-hint', path: '/me/profile', order: 10 },
    { label: 'accounts.own.contacts', hint: 'accounts.own.contacts-hint', path: '/me/contacts', order: 11 },
    { label: 'accounts.own.identity', hint: 'accounts.own.identity-hint', path: '/me/identity', order: 12 },
    { label: 'accounts.own.about', hint: 'accounts.own.about-hint', path: '/me/about', order: 13 },
    { label: 'accounts.own.devices', hint: 'accounts.own.devices-hint', path: '/me/devices', order: 14 },
    {
      label: 'accounts.own.second-factor',
      hint: 'accounts.own.second-factor-hint',
      path: '/me/second-factor',
      order: 15,
    },
    { label: 'accounts.own.tokens', hint: 'accounts.own.tokens-hint', path: '/me/tokens', order: 80 },
  ],
});
