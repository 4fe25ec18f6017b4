import { beforeAll, describe, expect, test } from 'vitest';
import { faultsOfHtml } from '#platform/html/validity/testing.ts';
import { openBrowser } from '../../../../test/setup/browser.ts';
import { testDatabase } from '../../../../test/setup/database.ts';
import { showSecondFactor, signInOfficial } from '../../../../test/setup/officials.ts';
import { testProgram } from '../../../../test/setup/program.ts';
import { type SignedIn, signIn } from '../../../../test/setup/sign-in.ts';
import { loadPlans, REGION, REGION_PLAN } from '../examples.ts';

const { db, pool } = await testDatabase();
const program = testProgram(db, { now: '2026-12-01T10:00:00Z' });
const FR = `/fr/${REGION}`;
const AR = `/ar/${REGION}`;
const DESK = `${FR}/desk/follow-up`;
const PUBLIC = `/action-plans/${REGION_PLAN}`;

type Official = SignedIn & { secret: string };
let director: Official;
let chair: Official;
let citizen: SignedIn;

beforeAll(async () => {
  const { clock, actions } = program;
  await loadPlans({ db, clock, actions, say: () => {}, note: () => {}, signal: new AbortController().signal });
  const here = { institution: REGION };
  director = await signInOfficial(program, db, {
    ...here,
    email: 'dgs@example.ma',
    role: 'director-general-of-services',
    name: 'Naïma Benali',
  });
  chair = await signInOfficial(program, db, {
    ...here,
    email: 'chair@example.ma',
    role: 'committee-member',
    name: 'Salma El Alaoui',
  });
  citizen = await signIn(program, db, 'citizen@example.ma');
});

/** Time passes: whoever works later signs in again. */
async function at(moment: string) {
  program.clock.set(moment);
  for (const [one, email] of [
    [director, 'dgs@example.ma'],
    [chair, 'chair@example.ma'],
  ] as const) {
    one.browser.cookies.clear();
    await signIn(program, db, email, { browser: one.browser });
    await showSecondFactor(program, one, '/fr/sign-in/second-factor?to=/');
  }
  citizen.browser.cookies.clear();
  await signIn(program, db, 'citizen@example.ma', { browser: citizen.browser });
}

const dateFields = (name: string, date: string) => {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}.day`]: day, [`${name}.month`]: month, [`${name}.year`]: year };
};
const idIn = (location: string | null) => /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(location ?? '')?.[0] ?? '';
const valid = async (html: string, what: string) => expect(await faultsOfHtml(html), what).toEqual([]);

describe('a plan is followed up, without script', () => {
  let committee = '';
  let review = '';
  let office = '';

  test('a director sets up the committee and its members; the public sees how balanced it is', async () => {
    const { browser } = director;
    const form = `${DESK}/plans/${REGION_PLAN}/bodies/new`;
    const wrong = await browser.submit(form, {
      'name.fr': 'Comité de supervision',
      ...dateFields('decidedOn', '2026-02-31'),
    });
    expect(wrong.status).toBe(422);
    expect(wrong.text).toContain('value="Comité de supervision"');
    expect(wrong.text).toContain('Écrivez une date qui existe');
    await valid(wrong.text, 'a refused committee');
    const made = await browser.submit(form, {
      kind: 'supervision-committee',
      'name.ar': 'لجنة الإشراف',
      'name.fr': 'Comité de supervision',
      'mandate.ar': 'تتبع تنفيذ خطة العمل وتقييمه.',
      'mandate.fr': 'Suivre et évaluer la mise en œuvre du plan d’action.',
      decisionNumber: '12/2026',
      ...dateFields('decidedOn', '2026-01-15'),
    });
    committee = idIn(made.location);
    const add = `${DESK}/bodies/${committee}/members/new`;
    await valid((await browser.get(add)).text, 'a new member');
    for (const [name, side, gender, called, consent, person] of [
      ['Salma El Alaoui', 'civil-society', 'woman', 'chair', 'yes', chair.personId],
      ['Ahmed Baba', 'administration', 'man', 'rapporteur', '', ''],
    ] as const) {
      const added = await browser.submit(add, {
        name,
        side,
        organisation: side === 'civil-society' ? 'Association Sakia' : 'Conseil régional',
        organisationKind: side === 'civil-society' ? 'association' : 'territorial-collectivity',
        function: called,
        gender,
        province: '',
        person,
        consent,
        ...dateFields('startsOn', '2026-01-15'),
        ...dateFields('endsOn', ''),
      });
      expect([name, added.status]).toEqual([name, 303]);
    }
    const desk = await browser.get(`${DESK}/bodies/${committee}`);
    expect(desk.text).toContain('Ahmed Baba');
    await valid(desk.text, 'a committee on the desk');
    for (const [site, equal] of [
      [FR, 'Représentation égale'],
      [AR, 'تمثيلية متساوية'],
    ]) {
      const shown = await openBrowser(program).get(`${site}${PUBLIC}/committees`);
      expect(shown.text).toContain(equal);
      expect(shown.text).toContain('Salma El Alaoui');
      expect(shown.text).not.toContain('Ahmed Baba');
      await valid(shown.text, `committees ${site}`);
    }
  });

  test('a review is planned; its agenda is drawn from the matrix and published before it is held', async () => {
    const { browser } = director;
    const planned = await browser.submit(`${DESK}/plans/${REGION_PLAN}/reviews/new`, {
      ...dateFields('on', '2026-12-15'),
      'place.fr': 'Siège du conseil',
      'place.ar': 'مقر المجلس',
      chair: 'director-general-of-services',
    });
    review = idIn(planned.location);
    const path = `${DESK}/reviews/${review}`;
    await browser.submit(`${path}/agenda`, {}, { do: 'draft' });
    const drawn = await browser.get(`${path}/agenda`);
    expect(drawn.text).toContain('MALAA0003-M01');
    await valid(drawn.text, 'the agenda');
    const count = Number(/name="count" value="(\d+)"/.exec(drawn.text)?.[1]);
    expect(count).toBeGreaterThan(3);
    const saved = await browser.submit(
      `${path}/agenda`,
      {
        [`items.${count - 1}.text.fr`]: 'Budget du suivi',
        [`items.${count - 1}.order`]: '1',
        remove: ['0'],
      },
      { do: 'save' },
    );
    expect(saved.status).toBe(303);
    const page = await openBrowser(program).get(`${FR}${PUBLIC}/follow-up/reviews/${review}`);
    expect(page.text).toContain('Budget du suivi');
    expect(page.text).toContain('Programmée');
    await valid(page.text, 'a planned review');
    expect((await browser.submit(path, {}, { do: 'update' })).status).toBe(422);
    await expect(browser.submit(path, {}, { do: 'hold' })).rejects.toThrow('no such form');
  });

  test('on the day the matrix is frozen; what happens to a milestone later changes nothing of it', async () => {
    await at('2026-12-15T10:00:00Z');
    const { browser } = director;
    const path = `${DESK}/reviews/${review}`;
    expect((await browser.submit(path, {}, { do: 'hold' })).status).toBe(303);
    const before = await pool.query('select content from review_row order by position');
    expect(before.rows.length).toBeGreaterThan(6);
    expect((await browser.submit(`${path}/agenda`, {}, { do: 'save' })).status).toBe(303);
    await pool.query(`update milestone set status = 'finished' where reference = 'MALAA0003-M01'`);
    expect((await pool.query('select content from review_row order by position')).rows).toEqual(before.rows);

    const made = await browser.submit(`${FR}/desk/staff/offices/new`, {
      kind: 'division',
      'name.ar': 'قسم التخطيط',
      'name.fr': 'Division de la planification',
    });
    await browser.follow(made);
    office = idIn((await browser.get(`${FR}/desk/staff`)).text.match(/offices\/[0-9a-f-]{36}/)?.[0] ?? '');
    const attendance = await browser.get(`${path}/attendance`);
    await valid(attendance.text, 'attendance');
    const member = /name="members" value="([0-9a-f-]{36})"/.exec(attendance.text)?.[1] ?? '';
    await browser.submit(`${path}/attendance`, {
      members: [member],
      offices: 'Division de la planification\nService du budget',
      others: '',
    });
    const form = `${path}/resolutions/new`;
    const lacking = await browser.submit(form, { kind: 'decision', 'text.fr': 'Publier le registre' });
    expect(lacking.status).toBe(422);
    expect(lacking.text).toContain('Choisissez le service chargé de la décision');
    await valid(lacking.text, 'a refused decision');
    const decided = await browser.submit(form, {
      kind: 'decision',
      'text.fr': 'Publier le registre des projets',
      'text.ar': 'نشر سجل المشاريع',
      office,
      milestone: 'MALAA0003-M01',
      ...dateFields('dueOn', '2027-01-31'),
    });
    expect(decided.status).toBe(303);
    await browser.submit(form, {
      kind: 'recommendation',
      'text.fr': 'Informer les associations chaque mois',
      office: '',
      ...dateFields('dueOn', ''),
    });
    await browser.submit(`${path}/minutes`, {
      'minutes.fr': 'La séance est ouverte à 10 h.\n\nLa matrice est présentée.',
      'minutes.ar': 'افتتحت الجلسة على الساعة العاشرة.\n\nعرضت المصفوفة.',
    });
    const hidden = await openBrowser(program).get(`${FR}${PUBLIC}/follow-up/reviews/${review}`);
    expect(hidden.text).not.toContain('La séance est ouverte');
    expect(hidden.text).not.toContain('Publier le registre');
    expect((await openBrowser(program).get(`${FR}${PUBLIC}/follow-up/reviews/${review}/minutes.pdf`)).status).toBe(404);
    await valid((await browser.get(path)).text, 'a review that was held');
  });

  test('the minutes are published as a page and as a PDF in both languages, and nothing of them changes', async () => {
    const { browser } = director;
    const path = `${DESK}/reviews/${review}`;
    expect((await browser.submit(path, {}, { do: 'publish' })).status).toBe(303);
    for (const [site, words] of [
      [
        FR,
        [
          'La séance est ouverte',
          'Publier le registre',
          'Sans réponse',
          'Salma El Alaoui',
          'Division de la planification',
        ],
      ],
      [AR, ['افتتحت الجلسة', 'نشر سجل المشاريع', 'بدون جواب']],
    ] as const) {
      const page = await openBrowser(program).get(`${site}${PUBLIC}/follow-up/reviews/${review}`);
      for (const word of words) expect(page.text).toContain(word);
      expect(page.text).not.toContain('Ahmed Baba');
      await valid(page.text, `minutes ${site}`);
      const pdf = await program.ask(`${site}${PUBLIC}/follow-up/reviews/${review}/minutes.pdf`);
      expect(pdf.status).toBe(200);
      expect(
        Buffer.from(await pdf.arrayBuffer())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
    }
    expect((await browser.get(`${path}/minutes`)).status).toBe(404);
    const told = await pool.query(`select event from notification_event where event like 'reviews.%' order by id`);
    expect(told.rows.map((row) => row.event)).toEqual(['reviews.notice.scheduled', 'reviews.notice.minutes-published']);
  });

  test('a member comments on a row, the chair adopts a recommendation, the director answers from the desk', async () => {
    const matrix = `${DESK}/plans/${REGION_PLAN}/matrix`;
    await valid((await chair.browser.get(matrix)).text, 'the matrix');
    const comment = await chair.browser.submit(`${matrix}/MALAA0003-M02`, {
      body: committee,
      'text.fr': 'Le calendrier nous paraît court.',
    });
    expect(comment.status).toBe(303);
    await valid((await chair.browser.get(`${matrix}/MALAA0003-M02`)).text, 'a row');
    expect((await citizen.browser.get(matrix)).status).toBe(403);
    const proposed = await chair.browser.submit(`${DESK}/plans/${REGION_PLAN}/recommendations/new`, {
      body: committee,
      'text.fr': 'Associer les jeunes des provinces',
      milestone: '',
      ...dateFields('dueOn', ''),
    });
    const resolution = `${DESK}/resolutions/${idIn(proposed.location)}`;
    const list = `${FR}${PUBLIC}/follow-up/recommendations`;
    expect((await openBrowser(program).get(list)).text).not.toContain('Associer les jeunes');
    const adopted = await chair.browser.submit(resolution, dateFields('on', '2026-12-15'), { do: 'adopt' });
    expect(adopted.status).toBe(303);
    expect((await openBrowser(program).get(list)).text).toContain('Associer les jeunes');

    const desk = await director.browser.get(`${FR}/desk`);
    expect(desk.text).toContain('Recommandation à répondre');
    expect(desk.text).toContain('Associer les jeunes');
    const bare = await director.browser.submit(
      resolution,
      { outcome: 'accepted', 'reasons.fr': 'Utile.' },
      { do: 'answer' },
    );
    expect(bare.status).toBe(422);
    expect(bare.text).toContain('Écrivez la mesure');
    await valid(bare.text, 'a refused answer');
    const answered = await director.browser.submit(
      resolution,
      {
        outcome: 'partly',
        'reasons.fr': 'Les moyens de transport manquent.',
        'action.fr': 'Deux ateliers par province',
        office,
        ...dateFields('plannedOn', '2027-03-31'),
      },
      { do: 'answer' },
    );
    expect(answered.status).toBe(303);
    const shown = await openBrowser(program).get(list);
    for (const word of [
      'Acceptée en partie',
      'Les moyens de transport',
      'Division de la planification',
      'Le calendrier nous',
    ])
      expect(shown.text).toContain(word);
    await valid(shown.text, 'recommendations');
    // What was said of a row stands where the row stands: in the matrix of the public and of the desk, and in the timeline.
    const row = await director.browser.get(`${FR}/desk/matrix/rows/MALAA0003-M02`);
    for (const page of [
      await openBrowser(program).get(`${FR}${PUBLIC}/matrix`),
      await openBrowser(program).get(`${FR}/commitments/MALAA0003`),
      row,
    ]) {
      expect(page.text).toContain('Le calendrier nous');
      expect(page.text).toContain('Comité de supervision');
    }
    await valid(row.text, 'a row with remarks');
    expect((await openBrowser(program).get(`${FR}/commitments/MALAA0003`)).text).toContain('Publier le registre');
    const found = await openBrowser(program).get(`${FR}/search?q=${encodeURIComponent('transport ateliers')}`);
    expect(found.text).toContain('Associer les jeunes');
    expect((await openBrowser(program).get(`${FR}/search?q=matrice&kind=review`)).text).toContain(
      'Revue trimestrielle',
    );
    expect((await openBrowser(program).get(`${list}?answer=unanswered`)).text).not.toContain('Associer les jeunes');
    await expect(director.browser.submit(resolution, {}, { do: 'answer' })).rejects.toThrow('no such form');
  });

  test('the next review shows what became of each decision', async () => {
    await at('2027-03-15T10:00:00Z');
    const { browser } = director;
    const page = await browser.get(`${DESK}/reviews/${review}`);
    const decision = [...page.text.matchAll(/resolutions\/([0-9a-f-]{36})"/g)].at(-1)?.[1];
    const done = await browser.submit(
      `${DESK}/resolutions/${decision}`,
      { result: 'under-way', 'note.fr': 'Le registre est prêt.', ...dateFields('on', '2027-03-01') },
      { do: 'report' },
    );
    expect(done.status).toBe(303);
    const planned = await browser.submit(`${DESK}/plans/${REGION_PLAN}/reviews/new`, {
      ...dateFields('on', '2027-03-15'),
      'place.fr': 'Siège du conseil',
      chair: 'vice-president',
    });
    const next = `${DESK}/reviews/${idIn(planned.location)}`;
    await browser.submit(`${next}/agenda`, {}, { do: 'draft' });
    expect((await browser.get(next)).text).toContain('Suite d’une décision');
    await browser.submit(next, {}, { do: 'hold' });
    await browser.submit(`${next}/minutes`, { 'minutes.fr': 'Deuxième revue.' });
    await browser.submit(next, {}, { do: 'publish' });
    const shown = await openBrowser(program).get(`${FR}${PUBLIC}/follow-up/reviews/${idIn(planned.location)}`);
    expect(shown.text).toContain('Suites données à la revue précédente');
    expect(shown.text).toContain('Le registre est prêt.');
    for (const site of [FR, AR]) {
      const all = await openBrowser(program).get(`${site}${PUBLIC}/follow-up`);
      expect(all.status).toBe(200);
      await valid(all.text, `follow-up ${site}`);
    }
    expect((await openBrowser(program).get(`/fr/beni-mellal-khenifra${PUBLIC}/follow-up`)).status).toBe(404);
  });
});
