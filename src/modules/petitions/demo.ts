import type { Demo } from '#platform/module.ts';
import { createPetition } from './actions/create-petition.ts';
import { openPetition } from './actions/open-petition.ts';
import { refusePetition } from './actions/refuse-petition.ts';
import { signPetition } from './actions/sign-petition.ts';
import { submitPetition } from './actions/submit-petition.ts';

const BODY = 'laayoune-sakia-el-hamra';
const PROVINCES = ['11.321', '11.221', '11.121', '11.537'];

const OPEN = {
  lang: 'ar',
  title: 'نموذج: نقط للقراءة العمومية في أحياء العيون والسمارة',
  demand: 'نلتمس من مجلس الجهة إدراج نقطة في جدول أعماله تتعلق بإحداث نقط للقراءة العمومية بشراكة مع الجماعات.',
  reasons: 'هذه عريضة نموذجية. في كثير من الأحياء لا توجد مكتبة يصل إليها الأطفال مشيا، والقراءة حق للجميع.',
  representative: 'فاطمة الزهراء (نموذج)',
  months: '6',
} as const;

const REFUSED = {
  ...OPEN,
  title: 'نموذج: خفض ثمن الدقيق على الصعيد الوطني',
  demand: 'نلتمس خفض ثمن الدقيق المدعم.',
  reasons: 'هذه عريضة نموذجية ترفض لأن موضوعها لا يدخل في اختصاصات الجهة.',
} as const;

/** A petition that collects signatures, and one that was refused because its subject is not the council's. */
export const petitionsDemo: Demo = {
  name: 'petitions',
  async play({ actions, body, citizen, official }) {
    const tenant = await body(BODY);
    const council = { actor: await official(BODY, 'president'), tenant };
    const submitted = async (by: number, words: typeof OPEN | typeof REFUSED) => {
      const own = { actor: await citizen(by), tenant };
      const { reference } = await actions.perform(createPetition, { ...own, input: { ...words, institution: BODY } });
      await actions.perform(submitPetition, { ...own, input: { petition: reference } });
      return reference;
    };
    const petition = await submitted(0, OPEN);
    await actions.perform(openPetition, { ...council, input: { petition } });
    for (let number = 0; number < 12; number++) {
      const territory = PROVINCES[number % PROVINCES.length];
      const signatory = { name: `موقع(ة) ${number + 1} (نموذج)`, tie: 'residence', territory, declares: true };
      const input = { petition, lang: 'ar', network: 'demo', signatory: { ...signatory, publish: number % 3 === 0 } };
      await actions.perform(signPetition, { actor: await citizen(number), tenant, input });
    }
    const outside = await submitted(1, REFUSED);
    const reasons = {
      ar: 'جواب نموذجي: تحديد أثمان المواد المدعمة من اختصاص الدولة، ولا يدخل في اختصاصات مجلس الجهة.',
      fr: 'Réponse d’exemple : la fixation des prix subventionnés relève de l’État et non du conseil régional.',
    };
    await actions.perform(refusePetition, { ...council, input: { petition: outside, ground: 'competence', reasons } });
  },
};
