import { defineModule } from '#platform/module.ts';
import { EXAMINE } from './access.ts';
import { closeEndedPetitions } from './actions/close-ended-petitions.ts';
import { closePetition } from './actions/close-petition.ts';
import { createPetition } from './actions/create-petition.ts';
import { editPetition } from './actions/edit-petition.ts';
import { openPetition } from './actions/open-petition.ts';
import { refusePetition } from './actions/refuse-petition.ts';
import { signPetition } from './actions/sign-petition.ts';
import { startSignature } from './actions/start-signature.ts';
import { submitPetition } from './actions/submit-petition.ts';
import { withdrawPetition } from './actions/withdraw-petition.ts';
import { withdrawSignature } from './actions/withdraw-signature.ts';
import { endPetitions } from './jobs.ts';
import { messages } from './messages.ts';
import { petitionsMigration } from './migrations/2026-11-22-1600-petitions.ts';
import { signatureProcessing } from './personal-data.ts';
import { reconcileCounters, verifyCounters } from './verify.ts';

export const petitions = defineModule({
  name: 'petitions',
  uses: [],
  messages,
  migrations: [petitionsMigration],
  actions: [
    createPetition,
    editPetition,
    submitPetition,
    openPetition,
    refusePetition,
    closePetition,
    closeEndedPetitions,
    withdrawPetition,
    startSignature,
    signPetition,
    withdrawSignature,
  ],
  jobs: [endPetitions, reconcileCounters],
  processings: [signatureProcessing],
  powers: [{ name: EXAMINE, label: 'petitions.power.examine' }],
  verifications: [verifyCounters],
});
