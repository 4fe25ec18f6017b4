import { appointToRole } from '#core/institutions/index.ts';
import { createOffice } from '../../../src/core/institutions/actions/create-office.ts';
import { createPost } from '../../../src/core/institutions/actions/create-post.ts';
import { inviteOfficial } from '../../../src/core/institutions/actions/invite-official.ts';
import { holdersOf } from '../../../src/core/institutions/staff-queries.ts';
import { emptyAccount } from '../../setup/officials.ts';
import { lastLetterTo } from '../../setup/sign-in.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';
import { ITSELF } from '../world.ts';

const name = { ar: 'قسم التواصل', fr: 'Division de la communication' };
const names = { 'name.ar': name.ar, 'name.fr': name.fr };
const letter = { email: 'someone@example.ma', name: 'سلمى العلوي', lang: 'ar' };
const face = { accent: 'palm', languages: 'ar', 'contact.phones': '' };

export const institutionsExamples: MakeExamples = async ({ program, db, body, person }) => {
  const { actions, clock } = program;
  const itself = { actor: ITSELF, tenant: body };
  const office = await actions.perform(createOffice, { ...itself, input: { kind: 'division', name } });
  const post = await actions.perform(createPost, { ...itself, input: { function: 'facilitator' } });
  const to = { email: 'invited@example.ma', name: 'Invitée', lang: 'fr' };
  const invitation = await actions.perform(inviteOfficial, { ...itself, input: { post: post.id, ...to } });
  const token = /invitations\/(\S+)/.exec((await lastLetterTo(db, to.email))?.text ?? '')?.[1] ?? '';
  const somebody = await emptyAccount(db, clock.now());
  await appointToRole(
    { ...program, db },
    { personId: somebody, name: 'Somebody', role: 'observer', institution: BODY },
  );
  const holder = (await holdersOf(db, body.id, clock.today())).find((one) => one.personId === somebody)?.id ?? '';
  const another = { person: person('Obs').id };
  const onOffice = { params: { id: office.id } };
  const onPost = { params: { id: post.id } };
  const onHolder = { params: { id: holder } };
  const description = {
    name: { ar: 'الجهة', fr: 'La région' },
    shortName: {},
    contact: { address: {}, phones: [] },
    accent: 'palm',
    languages: ['ar'],
  };
  return {
    pages: {
      'institutions.edit-institution-page': { forms: { '': { ...names, ...face } } },
      'institutions.new-office-page': { forms: { '': { kind: 'division', ...names } } },
      'institutions.office-page': { ...onOffice, forms: { update: { ...names, position: '1' }, close: {} } },
      'institutions.new-post-page': { forms: { '': { function: 'facilitator' } } },
      'institutions.post-page': { ...onPost, forms: { close: {}, withdraw: { invitation: invitation.id } } },
      'institutions.edit-post-page': { ...onPost, forms: { '': names } },
      'institutions.invite-official-page': { ...onPost, forms: { '': letter } },
      'institutions.appoint-official-page': { ...onPost, forms: { '': another } },
      'institutions.holder-page': { ...onHolder, forms: { absence: {}, back: {}, deputy: another, end: {} } },
      'institutions.invitation-page': { params: { token }, forms: { '': { name: 'سلمى العلوي' } } },
    },
    routes: {
      'institutions.get-institution': { params: { slug: BODY } },
      'institutions.update-institution': { params: { slug: BODY }, body: description },
      'institutions.accept-invitation': { body: { token, name: 'سلمى العلوي' } },
      'institutions.withdraw-invitation': { params: { id: invitation.id } },
      'institutions.create-office': { body: { institution: BODY, kind: 'division', name } },
      'institutions.update-office': { ...onOffice, body: { name, position: 1 } },
      'institutions.close-office': onOffice,
      'institutions.create-post': { body: { institution: BODY, function: 'facilitator' } },
      'institutions.update-post': { ...onPost, body: {} },
      'institutions.close-post': onPost,
      'institutions.invite-official': { ...onPost, body: letter },
      'institutions.appoint-official': { ...onPost, body: another },
      'institutions.end-appointment': onHolder,
      'institutions.set-absence': { ...onHolder, body: {} },
      'institutions.name-deputy': { ...onHolder, body: another },
    },
    actions: {
      'institutions.load-institutions': {
        input: { institutions: [{ slug: 'test-body', kind: 'public-establishment', name: { ...name, en: 'A body' } }] },
      },
      'institutions.update-institution': { input: description },
      'institutions.accept-invitation': { input: { token, name: 'سلمى العلوي' } },
      'institutions.withdraw-invitation': { input: { invitation: invitation.id } },
      'institutions.create-office': { input: { kind: 'division', name } },
      'institutions.update-office': { input: { office: office.id, name, position: 1 } },
      'institutions.close-office': { input: { office: office.id } },
      'institutions.create-post': { input: { function: 'facilitator' } },
      'institutions.update-post': { input: { post: post.id } },
      'institutions.close-post': { input: { post: post.id } },
      'institutions.invite-official': { input: { post: post.id, ...letter } },
      'institutions.appoint-official': { input: { post: post.id, ...another } },
      'institutions.appoint-operator': { input: { function: 'platform-operator', ...another, name: 'Operator' } },
      'institutions.end-appointment': { input: { holder } },
      'institutions.set-absence': { input: { holder } },
      'institutions.name-deputy': { input: { holder, ...another } },
    },
  };
};
