import { acceptPetition } from '../../../src/modules/petitions/actions/accept-petition.ts';
import { answerPetition } from '../../../src/modules/petitions/actions/answer-petition.ts';
import { rejectPetition } from '../../../src/modules/petitions/actions/reject-petition.ts';
import { schedulePetition } from '../../../src/modules/petitions/actions/schedule-petition.ts';
import { checkedPetition, closedPetition, everyCheck, filedPetition } from '../../../src/modules/petitions/examples.ts';
import type { MakeExamples } from '../example.ts';

const reasons = { ar: 'قرر مكتب المجلس ما يلي بعد فحص العريضة ووثائقها.' };
const words = { ar: 'تهيئة الولوجيات في المرافق العمومية.' };
const typed = (name: string, { ar }: { ar: string }) => ({ [`${name}.ar`]: ar });
const dated = (name: string, [year = '', month = '', day = ''] = '2026-11-21'.split('-')) => ({
  [`${name}.day`]: day,
  [`${name}.month`]: month,
  [`${name}.year`]: year,
});

/** Petitions at each step of their way through the council. */
export const petitionsCouncilExamples: MakeExamples = async ({ program, person, actorOf, body }) => {
  const { actions } = program;
  const [representative, office] = [await actorOf(person('own')), await actorOf(person('Pres'))];
  const cast = { actions, representative, office, tenant: body };
  const by = { actor: office, tenant: body };
  const checked = async (...unmet: 'signatures'[]) => {
    const petition = await filedPetition(cast);
    await checkedPetition(cast, petition, unmet);
    return petition;
  };
  const accepted = async () => {
    const petition = await checked();
    await actions.perform(acceptPetition, { ...by, input: { petition } });
    return petition;
  };
  const session = { sessionOn: '2026-11-21', words };
  const scheduled = async () => {
    const petition = await accepted();
    await actions.perform(schedulePetition, { ...by, input: { petition, ...session } });
    return petition;
  };
  const answer = { outcome: 'adopted', on: '2026-11-21', votes: {}, reasons } as const;
  const [closed, filed, ready, refusable, taken, planned, done, rejected] = [
    await closedPetition(cast),
    await filedPetition(cast),
    await checked(),
    await checked('signatures'),
    await accepted(),
    await scheduled(),
    await scheduled(),
    await checked('signatures'),
  ];
  await actions.perform(answerPetition, { ...by, input: { petition: done, ...answer } });
  const reject = { ground: 'signatures', reasons } as const;
  await actions.perform(rejectPetition, { ...by, input: { petition: rejected, ...reject } });
  const checks = everyCheck('region', 'citizens');
  const answered = { outcome: 'adopted', ...dated('on'), ...typed('reasons', reasons) };
  const scheduling = { ...dated('sessionOn'), ...typed('words', words) };
  const found = Object.fromEntries(
    checks.flatMap(({ condition, evidence }) => [
      [`met.${condition}`, 'yes'],
      [`evidence.${condition}`, evidence],
    ]),
  );
  const elsewhere = { to: 'dakhla-oued-ed-dahab', reason: reasons };
  const of = (id: string) => ({ params: { id } });
  return {
    pages: {
      'petitions.file-petition-page': { params: { reference: closed }, forms: { '': {} } },
      'petitions.reject-petition-page': {
        params: { reference: refusable },
        query: { ground: 'signatures' },
        forms: { '': typed('reasons', reasons) },
      },
      'petitions.council-petition-page': {
        params: { reference: ready },
        forms: {
          check: found,
          accept: {},
          file: dated('receivedOn'),
          refer: typed('committee', words),
          schedule: scheduling,
          answer: answered,
          report: typed('words', reasons),
          finish: typed('words', reasons),
          reopen: typed('reasons', reasons),
          transfer: { to: elsewhere.to, ...typed('reason', reasons) },
        },
      },
    },
    routes: {
      'petitions.file': { ...of(closed), body: {} },
      'petitions.checks': { ...of(filed), body: { checks } },
      'petitions.accept': { ...of(ready), body: {} },
      'petitions.reject': { ...of(refusable), body: reject },
      'petitions.transfer': { ...of(filed), body: elsewhere },
      'petitions.reopen': { ...of(rejected), body: { reasons } },
      'petitions.refer': { ...of(taken), body: { committee: words } },
      'petitions.schedule': { ...of(taken), body: session },
      'petitions.answer': { ...of(planned), body: answer },
      'petitions.report': { ...of(done), body: { words: reasons } },
      'petitions.finish': { ...of(done), body: { words: reasons } },
    },
    actions: {
      'petitions.file-petition': { input: { petition: closed } },
      'petitions.record-checks': { input: { petition: filed, checks } },
      'petitions.accept-petition': { input: { petition: ready } },
      'petitions.reject-petition': { input: { petition: refusable, ...reject } },
      'petitions.transfer-petition': { input: { petition: filed, ...elsewhere } },
      'petitions.reopen-petition': { input: { petition: rejected, reasons } },
      'petitions.refer-petition': { input: { petition: taken, committee: words } },
      'petitions.schedule-petition': { input: { petition: taken, ...session } },
      'petitions.answer-petition': { input: { petition: planned, ...answer } },
      'petitions.report-follow-up': { input: { petition: done, words: reasons } },
      'petitions.finish-petition': { input: { petition: done, words: reasons } },
    },
  };
};
