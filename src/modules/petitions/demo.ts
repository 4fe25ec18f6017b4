import type { Demo } from '#platform/demo.ts';
import type { Text } from '#platform/i18n/text.ts';
import { createPetition } from './actions/create-petition.ts';
import { openPetition } from './actions/open-petition.ts';
import { refusePetition } from './actions/refuse-petition.ts';
import { signPetition } from './actions/sign-petition.ts';
import { submitPetition } from './actions/submit-petition.ts';

type Words = { lang: string; title: string; demand: string; reasons: string; representative: string; months: string };
type Sample = {
  institution: string;
  /** Where the signatories live, in turns. */
  provinces: string[];
  signatory: string;
  open: Words;
  refused: Words;
  refusal: Text;
};

const SIGNATORIES = 12;

/** A petition that collects signatures, and one that was refused because its subject is not the council's. */
export const petitionsDemo: Demo<Sample> = {
  name: 'petitions',
  async play({ actions, body, citizen, official }, { institution, provinces, signatory, open, refused, refusal }) {
    const tenant = await body(institution);
    const council = { actor: await official(institution, 'president'), tenant };
    const submitted = async (by: number, words: Words) => {
      const own = { actor: await citizen(by), tenant };
      const { reference } = await actions.perform(createPetition, { ...own, input: { ...words, institution } });
      await actions.perform(submitPetition, { ...own, input: { petition: reference } });
      return reference;
    };
    const petition = await submitted(0, open);
    await actions.perform(openPetition, { ...council, input: { petition } });
    for (let number = 0; number < SIGNATORIES; number++) {
      const territory = provinces[number % provinces.length];
      const signed = { name: signatory, tie: 'residence', territory, declares: true, publish: number % 3 === 0 };
      const input = { petition, lang: open.lang, network: 'demo', signatory: signed };
      await actions.perform(signPetition, { actor: await citizen(number), tenant, input });
    }
    const outside = await submitted(1, refused);
    const input = { petition: outside, ground: 'competence', reasons: refusal };
    await actions.perform(refusePetition, { ...council, input });
  },
};
