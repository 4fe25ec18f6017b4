import { appointToRole } from '#core/institutions/index.ts';
import { across, type Db } from '#platform/db/database.ts';
import { unsubscribeToken } from '../../src/core/notifications/unsubscribe-token.ts';
import { type Browser, openBrowser, type Shown } from './browser.ts';
import { setUpApp, signInOfficial } from './officials.ts';
import type { TestProgram } from './program.ts';
import { lastLetterTo, type SignedIn, signIn } from './sign-in.ts';

/** Somebody with a browser, and the pages that are theirs: what each is, and its path without the language. */
export type Resident = { browser: Browser; pages: Record<string, string> };

export type LivedIn = Record<'visitor' | 'newcomer' | 'citizen' | 'official' | 'operator', Resident>;

const SITE = '/laayoune-sakia-el-hamra';
const ON = 'commitment:MALAA0004';
const INVITED = 'n.elmansouri.directrice-de-la-communication@example.ma';

/**
 * A site on which people live already, over the real data: a citizen who wrote, was hidden and appealed, follows, asked for a correction
 * and for a letter; an official who holds every kind of post and has something to do on each page; and what a visitor without an account
 * meets on the way. Every state is made by the forms of the site.
 */
export async function liveIn(program: TestProgram, db: Db): Promise<LivedIn> {
  const official = await anOfficial(program, db);
  const citizen = await signIn(program, db, 'fatima.zahra.benali.elmarsa@example.ma', { lang: 'ar' });
  const hers = await citizensPages(program, db, citizen);
  const staff = await staffPages(db, official);
  const { moderation, appealed } = await moderationPages(program, db, official, citizen);
  const his = { ...staff, ...moderation, ...(await dataPages(db, official)) };
  const operator = await signInOfficial(program, db, { email: 'operator@example.ma', role: 'platform-operator' });
  return {
    visitor: await visitorsPages(program, db, citizen),
    newcomer: await newcomersPages(program, db),
    citizen: { browser: citizen.browser, pages: { ...hers, 'an appeal': appealed } },
    official: { browser: official.browser, pages: his },
    operator: {
      browser: operator.browser,
      pages: { 'the desk of an operator': '/desk', 'the staff for an operator': `${SITE}/desk/staff` },
    },
  };
}

async function anOfficial(program: TestProgram, db: Db): Promise<SignedIn> {
  const name = 'Saïd Bouaida';
  const institution = SITE.slice(1);
  const email = 'said.bouaida@laayoune-sakia-el-hamra.example.ma';
  const official = await signInOfficial(program, db, { email, role: 'president', institution, name });
  for (const role of ['information-officer', 'moderator', 'division-head'])
    await appointToRole({ ...program, db }, { personId: official.personId, name, role, institution });
  return official;
}

async function visitorsPages(program: TestProgram, db: Db, citizen: SignedIn): Promise<Resident> {
  const browser = openBrowser(program);
  const asked = await sent(browser.submit('/ar/sign-in', { contact: 'somebody.else@example.ma' }));
  const letter = await lastLetterTo(db, 'somebody.else@example.ma');
  const invitation = await lastLetterTo(db, INVITED);
  const comment = await firstComment(db);
  return {
    browser,
    pages: {
      'signing in': '/sign-in',
      'signing in on the way': `/sign-in?to=%2Far%2Fme`,
      'typing the code': withoutLang(asked.location),
      'the link of a letter': withoutLang(letter?.link),
      'a link that is spent': '/sign-in/link?token=spent',
      'signing in with a passkey': '/sign-in/passkey',
      'the thread for a visitor': `${SITE}/comments?on=${ON}`,
      'one comment for a visitor': `${SITE}/comments/${comment}`,
      'reporting without an account': `${SITE}/moderation/report?on=comment:${comment}`,
      'an invitation': withoutLang(/\/\w\w\/\S+\/desk\/invitations\/\S+/.exec(invitation?.text ?? '')?.[0]),
      'stopping letters': `/unsubscribe?token=${unsubscribeToken(program.around.keys, citizen.personId)}`,
      'a closed account': '/account-closed',
    },
  };
}

/** An account that has nothing in it yet. */
async function newcomersPages(program: TestProgram, db: Db): Promise<Resident> {
  const { browser } = await signIn(program, db, 'newcomer@example.ma');
  await sent(browser.submit('/fr/me/second-factor', {}, { do: 'totp' }));
  return {
    browser,
    pages: {
      'an empty space': '/me',
      'following nothing': '/me/following',
      'nothing new': '/me/notifications',
      'little is known': '/me/data',
      'no second factor': '/me/second-factor',
      'setting up an app': '/me/second-factor/app',
    },
  };
}

async function citizensPages(program: TestProgram, db: Db, { browser }: SignedIn) {
  await sent(
    browser.submit('/ar/me/profile', { name: 'فاطمة الزهراء بنعلي', pseudonym: 'فاطمة من المرسى', lang: 'ar' }),
  );
  const comment = await write(browser, 'متى تبدأ الهيئات الاستشارية عملها؟ يهمنا في المرسى أن نعرف التاريخ.');
  await sent(
    browser.submit(`/ar/comments/${comment}/edit`, { body: 'متى تبدأ الهيئات الاستشارية عملها؟' }, { do: 'edit' }),
  );
  for (const on of [ON, 'institution:laayoune-sakia-el-hamra', 'region:05'])
    await browser.submit(`/ar/follow?on=${on}`, { on }, { do: 'follow' });
  const contact = await sent(browser.submit('/ar/me/contacts', { contact: 'fatima2@example.ma' }, { do: 'add' }));
  const letter = await lastLetterTo(db, 'fatima2@example.ma');
  const request = await sent(
    browser.submit('/ar/me/data/requests/new?kind=rectification', {
      institution: SITE.slice(1),
      words: 'اسمي مكتوب خطأ في محضر اللقاء.',
    }),
  );
  await sent(browser.submit('/ar/me/tokens', { name: 'تطبيق الجمعية', scopes: 'read', days: '90' }, { do: 'create' }));
  const body = await db
    .selectFrom('institution')
    .select('id')
    .where('slug', '=', SITE.slice(1))
    .executeTakeFirstOrThrow();
  await sent(
    browser.submit('/ar/me/identity/letter', {
      name: 'فاطمة الزهراء بنعلي',
      address: 'حي المسيرة، زنقة 12، رقم 4\n70000 العيون',
      institution: body.id,
    }),
  );
  await setUpApp(program, browser);
  return {
    'my space': '/me',
    'about me': '/me/about',
    'my addresses': '/me/contacts',
    'the code of an address': withoutLang(contact.location),
    'the link of an address': withoutLang(/\/\w\w\/me\/contacts\/link\?\S+/.exec(letter?.text ?? '')?.[0]),
    'my data': '/me/data',
    'closing the account': '/me/data/close',
    'a request about my data': withoutLang(request.location),
    'asking for a correction': '/me/data/requests/new?kind=rectification',
    objecting: '/me/data/requests/new?kind=objection',
    'my devices': '/me/devices',
    'what I follow': '/me/following',
    'what is new': '/me/notifications',
    'my identity': '/me/identity',
    'asking for a letter': '/me/identity/letter',
    'my name': '/me/profile',
    'my second factor': '/me/second-factor',
    'my recovery codes': '/me/second-factor/codes',
    'adding a passkey': '/me/second-factor/passkey',
    'my tokens': '/me/tokens',
    'signing out': '/sign-out',
    'following a thing': `${SITE}/follow?on=${ON}`,
    'choosing what to follow': '/follow',
    'the thread': `${SITE}/comments?on=${ON}`,
    'my comment': `${SITE}/comments/${comment}`,
    'changing my comment': `${SITE}/comments/${comment}/edit`,
    'what my comment said': `${SITE}/comments/${comment}/history`,
  };
}

async function staffPages(db: Db, { browser, personId }: SignedIn) {
  const desk = `${SITE}/desk`;
  const form = (path: string, fields: Record<string, string>, which?: { do: string }) =>
    sent(browser.submit(`/fr${desk}${path}`, fields, which));
  await form('/staff/offices/new', {
    kind: 'division',
    'name.ar': 'قسم الشراكة والتعاون',
    'name.fr': 'Division des partenariats et de la coopération',
  });
  const office = await across(db).selectFrom('office').select('id').executeTakeFirstOrThrow();
  const post = idIn(
    (await form('/staff/posts/new', { function: 'facilitator', office: office.id, 'title.fr': 'Animatrice' })).location,
  );
  await form(`/staff/posts/${post}/invite`, { name: 'Najat El Mansouri', email: INVITED, lang: 'fr' });
  const holder = await across(db)
    .selectFrom('post_holder')
    .select(['id', 'post_id'])
    .where('person_id', '=', personId)
    .executeTakeFirstOrThrow();
  return {
    'the desk': '/desk',
    'the desk of a body': desk,
    staff: `${desk}/staff`,
    'an office': `${desk}/staff/offices/${office.id}`,
    'a new office': `${desk}/staff/offices/new`,
    'a new post': `${desk}/staff/posts/new`,
    'a post with an invitation': `${desk}/staff/posts/${post}`,
    'a post that is held': `${desk}/staff/posts/${holder.post_id}`,
    'changing a post': `${desk}/staff/posts/${post}/edit`,
    inviting: `${desk}/staff/posts/${post}/invite`,
    appointing: `${desk}/staff/posts/${post}/appoint`,
    'a holder': `${desk}/staff/holders/${holder.id}`,
    'the body': `${desk}/institution`,
    'the log': `${desk}/audit`,
    'the documents': `${desk}/documents`,
    'attaching a document': `${SITE}/attachments/add?to=${ON}`,
  };
}

async function moderationPages(program: TestProgram, db: Db, official: SignedIn, citizen: SignedIn) {
  const desk = `${SITE}/desk/moderation`;
  const other = await signIn(program, db, 'youssef@example.ma', { lang: 'fr' });
  await sent(other.browser.submit('/fr/me/profile', { name: 'Youssef', pseudonym: 'Youssef E.', lang: 'fr' }));
  const reported = await write(other.browser, 'Vente de voitures d’occasion, livraison partout au Maroc.');
  const hidden = await write(citizen.browser, 'السيارات والطرق أهم من هذا كله.');
  for (const id of [reported, hidden])
    await sent(
      (id === hidden ? other : citizen).browser.submit(`/fr/moderation/report?on=comment:${id}`, {
        ground: 'off-topic',
        note: 'لا علاقة له بالموضوع',
      }),
    );
  const items = await across(db).selectFrom('moderation_item').select(['id', 'thing_id']).execute();
  const item = (id: string) => items.find((one) => one.thing_id === id)?.id ?? '';
  await sent(
    official.browser.submit(
      `/fr${desk}/${item(hidden)}`,
      { ground: 'off-topic', words: 'La page parle des instances consultatives.' },
      { do: 'hide' },
    ),
  );
  const appealed = `${SITE}/moderation/appeal?on=comment:${hidden}`;
  await sent(citizen.browser.submit(`/ar${appealed}`, { words: 'الطرق جزء من عمل الهيئات.' }));
  const own = await firstComment(db);
  await sent(
    official.browser.submit(
      `/fr${SITE}/comments/${own}`,
      { body: 'Les trois instances tiennent leur première réunion en janvier.' },
      { do: 'answer' },
    ),
  );
  return {
    appealed,
    moderation: {
      'what waits for a moderator': desk,
      'a reported text': `${desk}/${item(reported)}`,
      'an appealed text': `${desk}/${item(hidden)}`,
      grounds: `${desk}/grounds`,
      'a ground': `${desk}/grounds/off-topic`,
      'a new ground': `${desk}/grounds/new`,
      charter: `${SITE}/moderation/charter`,
      figures: `${SITE}/moderation`,
      'the thread for an official': `${SITE}/comments?on=${ON}`,
      reporting: `${SITE}/moderation/report?on=comment:${reported}`,
      reported: `${SITE}/moderation/reported?on=comment:${reported}`,
    },
  };
}

async function dataPages(db: Db, { browser }: SignedIn) {
  const desk = `${SITE}/desk`;
  const request = await across(db).selectFrom('data_request').select('id').executeTakeFirstOrThrow();
  const page = `/fr${desk}/identity`;
  await sent(browser.submit(page, {}, { do: 'letter' }));
  return {
    'requests about data': `${desk}/data-requests`,
    'a request about data': `${desk}/data-requests/${request.id}`,
    processings: `${desk}/processings`,
    'a processing': `${desk}/processings/comments.comments`,
    'the counter': `${desk}/identity`,
    'a letter to print': `${desk}/identity/letter`,
  };
}

/** Comments on the commitment; gives the id of the comment. */
async function write(browser: Browser, body: string): Promise<string> {
  const path = `/ar${SITE}/comments?on=${ON}`;
  return idIn((await sent(browser.submit(path, { body, signedAs: 'pseudonym' }, { do: 'write' }))).location);
}

async function firstComment(db: Db): Promise<string> {
  return (await across(db).selectFrom('comment').select('id').orderBy('id').executeTakeFirstOrThrow()).id;
}

/** What was sent must have been taken. */
async function sent(submitted: Promise<Shown>): Promise<Shown> {
  const shown = await submitted;
  if (shown.status === 303) return shown;
  const faults = shown.text.match(/id="errors"[\s\S]{0,400}/)?.[0] ?? shown.text.match(/<h1[\s\S]{0,300}/)?.[0];
  throw new Error(`a form was refused (${shown.status}): ${faults}`);
}

function idIn(location: string | null): string {
  const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(location ?? '')?.[0];
  if (!id) throw new Error(`no id in ${location}`);
  return id;
}

function withoutLang(address: string | null | undefined): string {
  const path = /^(?:https?:\/\/[^/]+)?\/(?:ar|fr|en|zgh)(\/.+)$/.exec(address ?? '')?.[1];
  if (!path) throw new Error(`no path in ${address}`);
  return path;
}
