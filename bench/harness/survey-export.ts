import { request } from 'node:http';
import pg from 'pg';
import { type Product, residentMegabytes } from './product.ts';
import type { Report } from './report.ts';

const BODY = 'laayoune-sakia-el-hamra';
const OFFICIAL = 'bench@example.ma';
const title = (fr: string) => ({ ar: fr, fr });

/** Ten questions of the kinds that surveys mostly have. */
const QUESTIONNAIRE = {
  sections: [
    {
      id: 's1',
      title: title('Services'),
      questions: [
        ...['q1', 'q2', 'q3'].map((id) => ({ id, kind: 'single', title: title(id), options: options(5) })),
        ...['q4', 'q5'].map((id) => ({ id, kind: 'several', title: title(id), options: options(6) })),
        { id: 'q6', kind: 'rating', title: title('q6'), min: 1, max: 5 },
        {
          id: 'q7',
          kind: 'matrix',
          title: title('q7'),
          options: options(4),
          rows: ['r1', 'r2', 'r3'].map((id) => ({ id, title: title(id) })),
        },
        { id: 'q8', kind: 'number', title: title('q8') },
        { id: 'q9', kind: 'text', title: title('q9') },
        { id: 'q10', kind: 'long-text', title: title('q10') },
      ],
    },
  ],
};

function options(n: number) {
  return Array.from({ length: n }, (_, index) => ({ id: `o${index + 1}`, title: title(`Choix ${index + 1}`) }));
}

/** A survey with so many answers, whose files an official's program takes; each with the memory that it added to the server. */
export async function exportSurvey(
  product: Product,
  { say, note }: Report,
  answers: number,
  name: string,
): Promise<void> {
  product.run('user', 'create', '--email', OFFICIAL, '--name', 'Bench', '--role', 'president', '--institution', BODY);
  const token = product.run('token', 'create', '--email', OFFICIAL, '--scope', 'desk').trim().split('\n').at(-1) ?? '';
  const ask = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`http://127.0.0.1:${product.port}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: body && JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answers ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? {} : ((await answer.json()) as { id?: string });
  };
  const today = new Date().toISOString().slice(0, 10);
  const rules = { admission: 'anyone', privacy: 'anonymous', results: 'end', opensOn: today, closesOn: today };
  const survey = await ask('POST', `/institutions/${BODY}/surveys`, {
    title: title('Les services'),
    introduction: title('Votre avis'),
    ...rules,
  });
  await ask('PUT', `/surveys/${survey.id}/questionnaire`, { version: 1, questionnaire: QUESTIONNAIRE });
  await ask('POST', `/surveys/${survey.id}/publish`);
  note(`Adding ${answers} answers…`);
  await product.withDatabase((connection) => addAnswers(connection, survey.id ?? '', answers));
  for (const file of ['answers.csv', 'answers.xlsx']) {
    note(`${file}…`);
    // Each on a server of its own, as it is on any day: it has shown pages and made small files before, and no large one.
    await product.restart();
    for (let time = 0; time < 5; time++)
      for (const path of [`/surveys/${survey.id}/codebook.csv`, `/surveys/${survey.id}`, '/commitments.csv'])
        await taken(product, `/api/v1${path}`, token);
    const before = residentMegabytes(product.pid);
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, residentMegabytes(product.pid));
    }, 20);
    try {
      const { seconds, lines } = await taken(product, `/api/v1/surveys/${survey.id}/${file}`, token);
      if (file === 'answers.csv' && lines !== answers + 1) throw new Error(`${lines} lines for ${answers} answers`);
      const one = file === 'answers.csv' ? name : `${name}-xlsx`;
      say({ case: one, metric: 'seconds', value: seconds, unit: 's' });
      say({ case: one, metric: 'peak_mb', value: most - before, unit: 'MB' });
      say({ case: one, metric: 'server_mb', value: most, unit: 'MB' });
    } finally {
      clearInterval(watch);
    }
  }
}

async function addAnswers(connection: pg.PoolConfig, reference: string, answers: number): Promise<void> {
  const client = new pg.Client({ ...connection, options: '-c timezone=UTC -c synchronous_commit=off' });
  await client.connect();
  try {
    const of = (n: string, of_: number) => `'o' || (1 + (${n}) % ${of_})`;
    await client.query(
      `insert into survey_answer (institution_id, survey_id, id, receipt, answers, channel, lang, answered_on)
       select survey.institution_id, survey.id, gen_random_uuid(), sha256(('bench ' || n)::bytea), jsonb_build_object(
         'q1', jsonb_build_array(${of('n', 5)}), 'q2', jsonb_build_array(${of('n / 3', 5)}),
         'q3', jsonb_build_array(${of('n / 7', 5)}),
         'q4', jsonb_build_array(${of('n', 3)}, 'o4'), 'q5', jsonb_build_array(${of('n', 6)}),
         'q6', jsonb_build_array((1 + n % 5)::text),
         'q7', jsonb_build_array('r1=' || ${of('n', 4)}, 'r2=' || ${of('n / 2', 4)}, 'r3=o1'),
         'q8', jsonb_build_array((n % 90)::text), 'q9', jsonb_build_array('حي الأمل، العيون ' || n),
         'q10', jsonb_build_array(repeat('نريد خطا جديدا للحافلات نحو المرسى والمستشفى. ', 4) || n)),
         case when n % 10 = 0 then 'paper' else 'online' end, 'ar', survey.opens_on
       from survey, generate_series(1, $2::int) n where survey.reference = $1`,
      [reference, answers],
    );
    await client.query('vacuum (analyze) survey_answer');
  } finally {
    await client.end();
  }
}

/** A whole file, read as fast as it comes: how long it took and how many lines it has. */
function taken({ port }: Product, path: string, token: string): Promise<{ seconds: number; lines: number }> {
  return new Promise((resolve, reject) => {
    const started = performance.now();
    const headers = { authorization: `Bearer ${token}` };
    const asked = request({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      let lines = 0;
      answer.on('data', (part: Buffer) => {
        for (let at = part.indexOf(10); at >= 0; at = part.indexOf(10, at + 1)) lines += 1;
      });
      answer.on('error', reject);
      answer.on('end', () => {
        if (answer.statusCode !== 200) return reject(new Error(`${path} answers ${answer.statusCode}`));
        resolve({ seconds: (performance.now() - started) / 1_000, lines });
      });
    });
    asked.on('error', reject);
    asked.end();
  });
}
