import { declareAssociation } from '../../../src/core/associations/actions/declare-association.ts';
import { associationsOf } from '../../../src/core/associations/queries.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';

const declared = {
  name: { ar: 'جمعية الساقية', fr: 'Association Saguia' },
  purpose: { ar: 'حماية البيئة' },
  address: 'شارع مكة، رقم 12',
  createdOn: '2021-02-03',
  receiptKind: 'final',
  receiptOn: '2021-03-27',
  receiptAuthority: 'باشوية العيون',
};
const oneself = { representative: 'مريم بنت السالك', function: 'president' };
const letter = { contact: 'salem@example.ma', representative: 'سالم ولد ابراهيم', function: 'treasurer', lang: 'ar' };
const typed = {
  'name.ar': declared.name.ar,
  'purpose.ar': declared.purpose.ar,
  address: declared.address,
  'createdOn.day': '3',
  'createdOn.month': '2',
  'createdOn.year': '2021',
  receiptKind: 'final',
  receiptNumber: '47/2021',
  'receiptOn.day': '27',
  'receiptOn.month': '3',
  'receiptOn.year': '2021',
  receiptAuthority: declared.receiptAuthority,
};
const closing = { why: 'dissolved', on: '2026-11-01' };
const reason = 'رقم الوصل لا يطابق الوثيقة.';

export const associationsExamples: MakeExamples = async ({ program, db, person, actorOf, body }) => {
  const { code: seat } = await db
    .selectFrom('territory')
    .select('code')
    .where('region', '=', '11')
    .where('level', '=', 'commune')
    .orderBy('code')
    .executeTakeFirstOrThrow();
  const actor = await actorOf(person('own'));
  const declare = async (receiptNumber: string) => {
    const input = { ...declared, ...oneself, seat, receiptNumber };
    return (await program.actions.perform(declareAssociation, { actor, tenant: body, input })).id;
  };
  const waiting = await declare('45/2021');
  const verified = await declare('46/2021');
  await db
    .updateTable('association')
    .set({ state: 'verified', verified_at: program.clock.now() })
    .where('id', '=', verified)
    .execute();
  const mine = await associationsOf(db, person('own').id);
  const representation = mine.find((one) => one.id === waiting)?.mine.id ?? '';
  const one = { params: { id: waiting } };
  const shown = { params: { id: verified } };
  const own = { params: { id: representation } };
  const institution = BODY;
  const whole = { ...declared, seat, receiptNumber: '47/2021' };
  return {
    pages: {
      'associations.association-page': shown,
      'associations.new-association-page': { forms: { '': { ...typed, ...oneself, seat } } },
      'associations.edit-association-page': { ...one, forms: { '': { ...typed, seat } } },
      'associations.own-association-page': { ...one, forms: { '': { representation } } },
      'associations.close-association-page': {
        ...one,
        forms: { '': { why: 'dissolved', 'on.day': '1', 'on.month': '11', 'on.year': '2026' } },
      },
      'associations.invite-representative-page': { ...one, forms: { '': letter } },
      'associations.representation-page': { ...own, forms: { accept: {}, update: {}, end: {} } },
      'associations.desk-association-page': { ...one, forms: { take: {}, verify: {}, refuse: { reason } } },
    },
    routes: {
      'associations.get-association': shown,
      'associations.declare-association': { body: { ...whole, ...oneself } },
      'associations.update-association': { ...one, body: whole },
      'associations.close-association': { ...one, body: closing },
      'associations.invite-representative': { ...one, body: letter },
      'associations.accept-representation': { ...own, body: { publicName: true } },
      'associations.update-representation': { ...own, body: { publicName: true } },
      'associations.end-representation': own,
      'associations.take-association': { ...one, body: { institution } },
      'associations.verify-association': { ...one, body: { institution } },
      'associations.refuse-association': { ...one, body: { institution, reason } },
    },
    actions: {
      'associations.declare-association': { input: { ...whole, ...oneself } },
      'associations.update-association': { input: { association: waiting, ...whole } },
      'associations.close-association': { input: { association: waiting, ...closing } },
      'associations.invite-representative': { input: { association: waiting, ...letter } },
      'associations.accept-representation': { input: { representation, publicName: true } },
      'associations.update-representation': { input: { representation, publicName: true } },
      'associations.end-representation': { input: { representation } },
      'associations.take-association': { input: { association: waiting } },
      'associations.verify-association': { input: { association: waiting } },
      'associations.refuse-association': { input: { association: waiting, reason } },
    },
  };
};
