import { asTenant, institutionBySlug } from '#core/institutions/index.ts';
import type { Action } from '#platform/action.ts';
import type { Db } from '#platform/db/database.ts';
import type { Actor, Tenant } from '#platform/tenant.ts';
import { declareAssociation } from '../../src/core/associations/actions/declare-association.ts';
import { createPetition } from '../../src/modules/petitions/actions/create-petition.ts';
import { openPetition } from '../../src/modules/petitions/actions/open-petition.ts';
import { submitPetition } from '../../src/modules/petitions/actions/submit-petition.ts';
import { type Petition, petitionByReference } from '../../src/modules/petitions/queries/petitions.ts';
import { aPerson } from './actors.ts';
import { emptyAccount } from './officials.ts';
import type { TestProgram } from './program.ts';

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

/** A body, and people with every power over its petitions. The bodies must be loaded. */
export type PetitionScene = {
  body: Tenant;
  perform<I, T, R>(action: Action<I, T, R>, actor: Actor, input: object): Promise<R>;
  anOfficial(...powers: string[]): Promise<Actor>;
  aCitizen(): Promise<Actor>;
  /** A petition that its representative has sent and the council's office has opened. */
  opened(representative?: Actor, words?: object): Promise<string>;
  found(reference: string): Promise<Petition>;
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
  };
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
