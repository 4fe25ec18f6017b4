import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import type { Action } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import { silentLog } from '#platform/log.ts';
import type { Job } from '#platform/module.ts';
import { type Actor, NOBODY, type Tenant } from '#platform/tenant.ts';
import { offers } from '../../src/app.ts';
import { declareAssociation } from '../../src/core/associations/actions/declare-association.ts';
import { createPetition } from '../../src/modules/petitions/actions/create-petition.ts';
import { openPetition } from '../../src/modules/petitions/actions/open-petition.ts';
import { signPetition } from '../../src/modules/petitions/actions/sign-petition.ts';
import { startSignature } from '../../src/modules/petitions/actions/start-signature.ts';
import { submitPetition } from '../../src/modules/petitions/actions/submit-petition.ts';
import { type Petition, petitionByReference } from '../../src/modules/petitions/queries/petitions.ts';
import { aPerson } from './actors.ts';
import { emptyAccount } from './officials.ts';
import type { TestProgram } from './program.ts';
import { lastLetterTo } from './sign-in.ts';

/** The prefectures and provinces of Laâyoune-Sakia El Hamra that tests sign in. */
export const LAAYOUNE = '11.321';
export const TARFAYA = '11.537';

export const PETITION_WORDS = {
  lang: 'ar',
  title: 'عريضة من أجل ولوجيات في المرافق العمومية',
  demand: 'نلتمس إدراج نقطة في جدول أعمال المجلس تتعلق بتهيئة ممرات للأشخاص في وضعية إعاقة.',
  reasons: 'إن الحق في الولوج إلى الخدمات يهم كبار السن والأمهات المرافقات لأطفال صغار أيضا.',
  representative: 'فاطمة الزهراء',
  months: 3,
};

/** Somebody who signs, as the form sends it. */
export const AMINA = { name: 'أمينة بنت أحمد', tie: 'residence', territory: LAAYOUNE, publish: false, declares: true };

/** A body, and people with every power over its petitions. The bodies must be loaded. */
export type PetitionScene = {
  body: Tenant;
  perform<I, T, R>(action: Action<I, T, R>, actor: Actor, input: object): Promise<R>;
  anOfficial(...powers: string[]): Promise<Actor>;
  aCitizen(): Promise<Actor>;
  /** A petition that its representative has sent and the council's office has opened. */
  opened(representative?: Actor, words?: object): Promise<string>;
  found(reference: string): Promise<Petition>;
  /** Signs by the code of a letter, as somebody without an account; answers the id of the signature. */
  signed(petition: string, contact: string, news: boolean): Promise<string>;
};

/** People and a council for tests of petitions. */
export async function petitionScene(
  program: TestProgram,
  db: Db,
  slug = 'laayoune-sakia-el-hamra',
): Promise<PetitionScene> {
  const { actions, clock } = program;
  const institution = await institutionBySlug(db, slug);
  if (!institution) throw new Error(`${slug} is not there`);
  const body = asTenant(institution);
  const perform: PetitionScene['perform'] = (action, actor, input) =>
    actions.perform(action, { actor, tenant: body, input });
  const aCitizen = async () => aPerson({ id: await emptyAccount(db, clock.now()) });
  const anOfficial = async (...powers: string[]) =>
    aPerson({
      id: await emptyAccount(db, clock.now()),
      secondFactor: true,
      powers: powers.map((name) => ({ name, institutionId: body.id })),
    });
  return {
    body,
    perform,
    aCitizen,
    anOfficial,
    async opened(representative, words = {}) {
      const actor = representative ?? (await aCitizen());
      const { reference } = await perform(createPetition, actor, {
        ...PETITION_WORDS,
        ...words,
        institution: body.slug,
      });
      await perform(submitPetition, actor, { petition: reference });
      await perform(openPetition, await anOfficial('petitions.examine'), { petition: reference });
      return reference;
    },
    async found(reference) {
      const petition = await petitionByReference(db, reference);
      if (!petition) throw new Error(`${reference} is not there`);
      return petition;
    },
    async signed(petition, contact, news) {
      const begun = { ...AMINA, petition, contact, news, lang: 'fr', network: contact };
      const { signing } = await perform(startSignature, NOBODY, begun);
      const { code = '' } = (await lastLetterTo(db, contact)) ?? {};
      const done = await perform(signPetition, NOBODY, { petition, lang: 'fr', network: contact, signing, code });
      if (done.outcome !== 'signed') throw new Error(`not signed: ${done.outcome}`);
      return done.signature;
    },
  };
}

/** Runs a job at once, as the worker would. */
export async function runJob(program: TestProgram, db: Db, { run }: Job): Promise<void> {
  const { clock, actions, around } = program;
  await run(undefined, { db, clock, actions, around, offers, log: silentLog() });
}

/** An association with its seat in the region, which somebody represents and an official has verified; answers its id. */
export async function verifiedAssociation(
  program: Pick<TestProgram, 'actions' | 'clock'>,
  db: Db,
  given: { actor: Actor; body: Tenant; createdOn: string; receiptNumber: string },
): Promise<string> {
  const { actor, body, createdOn, receiptNumber } = given;
  const { code: seat } = await db
    .selectFrom('territory')
    .select('code')
    .where('region', '=', '11')
    .where('level', '=', 'commune')
    .orderBy('code')
    .executeTakeFirstOrThrow();
  const { id } = await program.actions.perform(declareAssociation, {
    actor,
    tenant: body,
    input: {
      name: { ar: 'جمعية الساقية', fr: 'Association Saguia' },
      purpose: { ar: 'حماية البيئة' },
      seat,
      address: 'شارع مكة، رقم 12',
      createdOn,
      receiptKind: 'final',
      receiptNumber,
      receiptOn: createdOn,
      receiptAuthority: 'باشوية العيون',
      representative: 'مريم بنت السالك',
      function: 'president',
    },
  });
  await db
    .updateTable('association')
    .set({ state: 'verified', verified_at: program.clock.now() })
    .where('id', '=', id)
    .execute();
  return id;
}
