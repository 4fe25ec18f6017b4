import { newId } from '#platform/ids.ts';
import { addContact } from '../../../src/core/accounts/actions/add-contact.ts';
import { askIdentityLetter } from '../../../src/core/accounts/actions/ask-identity-letter.ts';
import { requestCode } from '../../../src/core/accounts/actions/request-code.ts';
import { lastLetterTo } from '../../setup/sign-in.ts';
import type { MakeExamples } from '../example.ts';
import type { Person } from '../people.ts';

const network = 'somewhere';
const device = 'firefox/linux';
const anId = newId();
const code = '000000';
const NO_PASSKEY = 'nobody has a passkey in this test';
const NO_PROVIDER = 'no provider of a digital identity is set up in this test';
const WRONG = 'the code is wrong';
/** What no authenticator has signed. */
const passkey = { ticket: 'x', response: '{}' };
const counter = { code: 'ABCD-EFGH', document: 'cnie', fullName: 'Fatima Zahra' };
const addressee = { name: 'Fatima Zahra', address: '12, rue des Palmiers, Laâyoune' };

export const accountsExamples: MakeExamples = async ({ program, db, people, person, actorOf, body }) => {
  const { actions } = program;
  const asked = { lang: 'ar', lasting: false, network };
  const nobody = await actorOf(person('nobody'));
  const { challenge } = await actions.perform(requestCode, {
    actor: nobody,
    tenant: null,
    input: { contact: 'newcomer@example.ma', ...asked },
  });
  const link = new URL((await lastLetterTo(db, 'newcomer@example.ma'))?.link ?? '', 'http://x').searchParams;
  const token = link.get('token') ?? '';
  // Everybody is about to confirm an address of their own.
  const adding = new Map<Person, { challenge: string; token: string }>();
  for (const one of people) {
    if (one.id === '') continue;
    const contact = `new-${one.email}`;
    const added = await actions.perform(addContact, {
      actor: await actorOf(one),
      tenant: null,
      input: { contact, lang: 'ar', network },
    });
    const text = (await lastLetterTo(db, contact))?.text ?? '';
    adding.set(one, { challenge: added.challenge, token: /contacts\/link\?token=(\S+)/.exec(text)?.[1] ?? '' });
  }
  const own = (who: Person) => adding.get(who.id === '' ? person('own') : who) ?? { challenge: '', token: '' };
  const sessions = await db.selectFrom('session').select(['id', 'person_id']).execute();
  const contacts = await db.selectFrom('contact').select(['id', 'person_id']).execute();
  const idOf = (rows: { id: string; person_id: string }[], who: Person) => ({
    id: rows.find((row) => row.person_id === who.id)?.id ?? anId,
  });
  await actions.perform(askIdentityLetter, {
    actor: await actorOf(person('own')),
    tenant: null,
    input: { institution: body.id, ...addressee },
  });
  const letter = await db.selectFrom('identity_letter').select('id').executeTakeFirstOrThrow();
  return {
    pages: {
      'accounts.sign-in-page': { forms: { '': { contact: 'newcomer@example.ma' } } },
      'accounts.sign-in-code-page': { query: { c: challenge }, forms: { '': { code } }, never: { '': WRONG } },
      'accounts.sign-in-link-page': { query: { token }, forms: { '': { token } } },
      'accounts.sign-in-passkey-page': { forms: { '': passkey }, never: { '': NO_PASSKEY } },
      'accounts.sign-in-identity-page': { forms: { '': {} }, never: { '': NO_PROVIDER } },
      'accounts.sign-out-page': { forms: { '': {} } },
      'accounts.identity-start': { absent: NO_PROVIDER },
      'accounts.second-factor-page': {
        forms: { code: { code }, passkey },
        never: { code: WRONG, passkey: NO_PASSKEY },
      },
      'accounts.own-profile-page': { forms: { '': { name: 'Fatima', pseudonym: '', lang: 'ar' } } },
      'accounts.own-contacts-page': (who) => ({
        forms: { add: { contact: 'more@example.ma' }, remove: idOf(contacts, who), main: idOf(contacts, who) },
      }),
      'accounts.own-contact-code-page': (who) => ({
        query: { c: own(who).challenge },
        forms: { '': { code } },
        never: { '': WRONG },
      }),
      'accounts.own-contact-link-page': (who) => ({
        query: { token: own(who).token },
        forms: { '': { token: own(who).token } },
      }),
      'accounts.own-devices-page': (who) => ({ forms: { one: idOf(sessions, who), others: {}, everywhere: {} } }),
      'accounts.own-tokens-page': (who) => ({
        forms: { create: { name: 'x', scopes: 'read', days: '7' }, revoke: { id: who.token?.id ?? anId } },
      }),
      'accounts.own-second-factor-page': {
        forms: { totp: {}, 'remove-totp': {}, 'remove-passkey': { id: anId }, codes: {} },
        never: { 'remove-passkey': NO_PASSKEY },
      },
      'accounts.own-app-page': { forms: { '': { code } } },
      'accounts.own-passkey-page': { forms: { '': { name: 'x', ...passkey } }, never: { '': NO_PASSKEY } },
      'accounts.own-attributes-page': { forms: { '': { kind: 'gender', gender: 'woman' } } },
      'accounts.own-identity-page': { forms: { counter: {}, letter: { code } }, never: { letter: WRONG } },
      'accounts.own-letter-page': { forms: { '': { institution: body.id, ...addressee } } },
      'accounts.desk-identity-page': { forms: { counter, letter: { id: letter.id } }, never: { counter: WRONG } },
    },
    routes: { 'accounts.revoke-token': (who) => ({ params: { id: who.token?.id ?? anId } }) },
    actions: {
      'accounts.request-code': { input: { contact: 'newcomer@example.ma', ...asked } },
      'accounts.confirm-code': { input: { challenge, code, network, device } },
      'accounts.confirm-link': { input: { token, device } },
      'accounts.confirm-passkey': { input: { ...passkey, lasting: false, device } },
      'accounts.confirm-identity': {
        input: { claims: { issuer: 'https://identity.example', subject: '1' }, lang: 'ar', device },
      },
      'accounts.confirm-contact': (who) => ({ input: { token: own(who).token } }),
      'accounts.confirm-identity-letter': { input: { code } },
      'accounts.confirm-totp': { input: { code } },
      'accounts.add-contact': { input: { contact: 'more@example.ma', lang: 'ar', network } },
      'accounts.ask-identity-letter': { input: { institution: body.id, ...addressee } },
      'accounts.create-token': (who) => ({
        input: { name: 'x', scopes: ['read'], days: 7, ...(who.id === '' ? {} : { personId: who.id }) },
      }),
      'accounts.revoke-token': (who) => ({ input: { id: who.token?.id ?? anId } }),
      'accounts.deliver-identity-letter': { input: { id: letter.id } },
      'accounts.end-sessions': { input: { which: 'others' } },
      'accounts.invite-person': { input: { contact: 'invited-person@example.ma' } },
      'accounts.register-passkey': { input: { ...passkey, name: 'x' } },
      'accounts.remove-contact': { input: { id: anId } },
      'accounts.remove-passkey': { input: { id: anId } },
      'accounts.set-attribute': { input: { kind: 'gender', value: 'woman' } },
      'accounts.set-main-contact': { input: { id: anId } },
      'accounts.show-passkey': { input: passkey },
      'accounts.show-second-factor': { input: { code, network } },
      'accounts.update-profile': { input: { name: 'Fatima', pseudonym: '', lang: 'ar' } },
      'accounts.verify-at-counter': { input: counter },
    },
  };
};
