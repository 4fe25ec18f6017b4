import { NotFound } from '#platform/errors.ts';
import { plain } from '#platform/i18n/text.ts';
import { defineResource } from '#platform/page.ts';
import { judgeSignatures, lyingWith } from '../access.ts';
import { registerFormat, sampledSignatories, samplesOf } from '../queries/samples.ts';
import { sampleCsv } from '../sampling.ts';
import { provincesOf } from '../sign.ts';
import { findPetition } from '../target.ts';

/** A sample as CSV in the body's own format, for whoever keeps the register: names, addresses and residences, and no identity number. */
export const sampleFile = defineResource({
  name: 'petitions.sample-file',
  path: '/desk/signatures/:reference/samples/:id/sample.csv',
  on: 'tenant',
  access: judgeSignatures,
  target: ({ db, page, params }) => findPetition({ db, tenant: page.tenant }, params.reference ?? ''),
  load: async ({ db, page, params, around }) => {
    const petition = await findPetition({ db, tenant: page.tenant }, params.reference ?? '');
    const sample = petition && (await samplesOf(db, petition)).find(({ id }) => id === params.id);
    if (!petition || !sample) throw new NotFound();
    const { institutionId, level, reference } = petition;
    const format = await registerFormat(db, lyingWith(petition), sample.register);
    const provinces = level === 'region' ? await provincesOf(db, institutionId) : [];
    const residence = (code: string) => {
      const found = provinces.find((one) => one.code === code);
      return found ? plain(found.name, page.lang) : '';
    };
    const signatories = await sampledSignatories(db, around.keys, petition, sample.id);
    const rows = signatories.map(({ place, name, address, territory, tie, result }) => ({
      place: String(place),
      name,
      address,
      residence: residence(territory),
      tie: page.ts(`petitions.dossier.tie-${tie}`),
      result: result ? format.answers[result] : '',
    }));
    return {
      type: 'text/csv; charset=utf-8',
      body: sampleCsv(format, rows),
      download: `${reference}-sample-${sample.number}.csv`,
      headers: { 'cache-control': 'private, no-store' },
    };
  },
});
