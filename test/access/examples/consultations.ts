import { addActivity } from '../../../src/modules/consultations/actions/add-activity.ts';
import { closeStage } from '../../../src/modules/consultations/actions/close-stage.ts';
import { createConsultation } from '../../../src/modules/consultations/actions/create-consultation.ts';
import { publishConsultation } from '../../../src/modules/consultations/actions/publish-consultation.ts';
import { showDraft } from '../../../src/modules/consultations/actions/show-draft.ts';
import { aConsultation } from '../../../src/modules/consultations/examples.ts';
import { previewWord } from '../../../src/modules/consultations/preview.ts';
import { consultationByReference } from '../../../src/modules/consultations/queries/consultations.ts';
import type { MakeExamples } from '../example.ts';
import { BODY } from '../people.ts';
import { ITSELF } from '../world.ts';

const TODAY = '2026-11-21';
const words = { ar: 'نص', fr: 'Un texte' };
const said = (name: string) => ({ [`${name}.ar`]: words.ar, [`${name}.fr`]: words.fr });
const dated = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};

export const consultationsExamples: MakeExamples = async ({ program, db, body }) => {
  const { actions, clock, around } = program;
  const itself = { actor: ITSELF, tenant: body };
  const prepare = async (startsOn: string) =>
    (await actions.perform(createConsultation, { ...itself, input: aConsultation({ startsOn }) })).reference;
  const draft = await prepare(TODAY);
  const shown = await prepare(TODAY);
  await actions.perform(showDraft, { ...itself, input: { consultation: shown, shared: true } });
  const shared = await consultationByReference(db, shown);
  const word = (shared && previewWord(around.keys, shared)) ?? '';
  // Some weeks ago one was published, and its first stage is over by now.
  const now = clock.now();
  clock.set('2026-10-20T10:00:00Z');
  const ending = await prepare('2026-10-25');
  const open = await prepare('2026-10-25');
  for (const consultation of [ending, open])
    await actions.perform(publishConsultation, { ...itself, input: { consultation } });
  clock.set(now.toISOString());
  const report = { said: words, decided: words };
  await actions.perform(closeStage, { ...itself, input: { consultation: open, number: 1, ...report } });
  const meeting = { kind: 'meeting', title: words, target: 'https://example.ma/atelier' };
  const activity = await actions.perform(addActivity, {
    ...itself,
    input: { consultation: draft, number: 1, ...meeting },
  });
  const { model: _model, startsOn: _startsOn, ...asked } = aConsultation();
  const form = {
    ...said('title'),
    ...said('summary'),
    aboutKind: 'question',
    ...said('decides'),
    ...said('openTo'),
    ...said('notOpen'),
    level: '1',
    languages: 'ar',
  };
  const stage = { title: words, words, startsOn: '2026-10-25', endsOn: '2026-11-30' };
  const at = (reference: string) => ({ params: { reference } });
  const atStage = (reference: string, number = '1') => ({ params: { reference, number } });
  const of = (id: string) => ({ params: { id } });
  const ofStage = (id: string) => ({ params: { id, number: '1' } });
  const ofActivity = { params: { id: draft, number: '1', activity: activity.id } };
  return {
    pages: {
      'consultations.consultation-page': at(open),
      'consultations.stage-report-page': atStage(open),
      'consultations.report-pdf': atStage(open),
      'consultations.consultation-embed': at(open),
      'consultations.participation-page': at(open),
      'consultations.preview-page': { params: { reference: shown, word } },
      'consultations.integrity-desk-page': at(open),
      'consultations.copy-consultation-page': {
        ...at(open),
        forms: { '': { ...said('title'), ...dated('startsOn', TODAY) } },
      },
      'consultations.new-consultation-page': {
        forms: { '': { ...form, model: 'survey', ...dated('startsOn', TODAY) } },
      },
      'consultations.consultation-desk-page': { ...at(draft), forms: { share: {}, unshare: {}, publish: {} } },
      'consultations.edit-consultation-page': { ...at(draft), forms: { '': form } },
      'consultations.stage-desk-page': {
        ...atStage(draft),
        forms: { update: { ...said('title'), ...dated('startsOn', TODAY), ...dated('endsOn', '2026-12-01') } },
      },
      'consultations.new-activity-page': {
        ...atStage(draft),
        query: { kind: 'discussion' },
        forms: { '': { kind: 'discussion', ...said('title') } },
      },
      'consultations.activity-page': {
        params: { reference: draft, number: '1', activity: activity.id },
        forms: { update: { ...said('title'), target: meeting.target }, remove: {} },
      },
      'consultations.close-stage-page': { ...atStage(ending), forms: { '': { ...said('said'), ...said('decided') } } },
    },
    routes: {
      'consultations.get-consultation': of(open),
      'consultations.list-participation': of(open),
      'consultations.copy': { ...of(open), body: { title: words, startsOn: TODAY } },
      'consultations.show-draft': { ...of(draft), body: { shared: true } },
      'consultations.create': { body: { ...aConsultation(), institution: BODY } },
      'consultations.update': { ...of(draft), body: asked },
      'consultations.publish': of(draft),
      'consultations.update-stage': { ...ofStage(ending), body: stage },
      'consultations.close-stage': { ...ofStage(ending), body: report },
      'consultations.add-activity': { ...ofStage(draft), body: meeting },
      'consultations.update-activity': { ...ofActivity, body: { title: words, target: meeting.target } },
      'consultations.remove-activity': ofActivity,
    },
    actions: {
      'consultations.create-consultation': { input: aConsultation() },
      'consultations.update-consultation': { input: { consultation: draft, ...asked } },
      'consultations.copy-consultation': { input: { consultation: open, title: words, startsOn: TODAY } },
      'consultations.show-draft': { input: { consultation: draft, shared: true } },
      'consultations.publish-consultation': { input: { consultation: draft } },
      'consultations.update-stage': { input: { consultation: ending, number: 1, ...stage } },
      'consultations.close-stage': { input: { consultation: ending, number: 1, ...report } },
      'consultations.add-activity': { input: { consultation: draft, number: 1, ...meeting } },
      'consultations.update-activity': {
        input: { consultation: draft, number: 1, activity: activity.id, title: words, target: meeting.target },
      },
      'consultations.remove-activity': { input: { consultation: draft, number: 1, activity: activity.id } },
    },
  };
};
