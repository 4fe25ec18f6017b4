import { expect, test } from 'vitest';
import { askContributionCode } from '#core/accounts/index.ts';
import { system } from '#platform/tenant.ts';
import { addContact } from '../../src/core/accounts/actions/add-contact.ts';
import { createToken } from '../../src/core/accounts/actions/create-token.ts';
import { invitePerson } from '../../src/core/accounts/actions/invite-person.ts';
import { requestCode } from '../../src/core/accounts/actions/request-code.ts';
import { createPost } from '../../src/core/institutions/actions/create-post.ts';
import { inviteOfficial } from '../../src/core/institutions/actions/invite-official.ts';
import { appealDecision } from '../../src/core/moderation/actions/appeal-decision.ts';
import { decideAppeal } from '../../src/core/moderation/actions/decide-appeal.ts';
import { hideContribution } from '../../src/core/moderation/actions/hide-contribution.ts';
import { followSubject } from '../../src/core/notifications/actions/follow-subject.ts';
import { runRounds } from '../../src/core/notifications/testing.ts';
import { answerRequest } from '../../src/core/personal-data/actions/answer-request.ts';
import { closeAccount } from '../../src/core/personal-data/actions/close-account.ts';
import { sendRequest } from '../../src/core/personal-data/actions/send-request.ts';
import { takeRequest } from '../../src/core/personal-data/actions/take-request.ts';
import { say } from '../canary/hiding-places.ts';
import { ABOUT, BODY, openScene } from '../canary/scene.ts';
import { unescapeHtml } from '../setup/browser.ts';

const scene = await openScene();
const { program, db, pool, body } = scene;
const { actions, around, clock } = program;

/** One letter of every kind that the rooms write. */
async function everyLetter() {
  const itself = { actor: system('test'), tenant: body };
  const author = await scene.citizen('author@example.ma', 'كاتبة');
  const reader = await scene.citizen('reader@example.ma', 'قارئة');
  const moderator = await scene.official('moderator@example.ma', 'moderator');
  const other = await scene.official('moderator2@example.ma', 'moderator');
  const officer = await scene.official('officer@example.ma', 'information-officer');
  const as = ({ actor }: typeof author) => ({ actor, tenant: body });
  await runRounds(program, db, pool);

  // Accounts: to sign in, to confirm an address, an invitation to the platform, a token, a contribution without an account.
  const code = { lang: 'ar', lasting: false, network: 'n' };
  await actions.perform(requestCode, { ...itself, input: { contact: 'new@example.ma', ...code } });
  await actions.perform(addContact, {
    ...as(author),
    input: { contact: 'second@example.ma', lang: 'fr', network: 'n' },
  });
  await actions.perform(invitePerson, { ...itself, input: { contact: 'invited@example.ma', lang: 'fr' } });
  const token = { name: 'x', scopes: ['read'], days: 7, personId: author.personId };
  await actions.perform(createToken, { ...itself, input: token });
  const contribution = { contact: 'once@example.ma', subject: 'survey:1', lang: 'ar' as const, network: 'n' };
  await db
    .transaction()
    .execute((tx) => askContributionCode({ db: tx, around, tenant: null, now: clock.now() }, contribution));

  // Institutions: a post is offered.
  const post = await actions.perform(createPost, { ...itself, input: { function: 'observer' } });
  const offer = { post: post.id, email: 'offered@example.ma', name: 'سلمى العلوي', lang: 'ar' };
  await actions.perform(inviteOfficial, { ...itself, input: offer });

  // Moderation: hidden, appealed against, decided.
  const first = await say(scene, author, 'متى يفتح النادي أبوابه في وجه السكان؟');
  await actions.perform(followSubject, { actor: reader.actor, tenant: null, input: { on: `thread:${ABOUT}` } });
  await say(scene, author, 'سؤال ثان عن أوقات العمل في النادي');
  const on = `comment:${first}`;
  await actions.perform(hideContribution, { ...as(moderator), input: { on, ground: 'off-topic' } });
  const { appealId } = await actions.perform(appealDecision, { ...as(author), input: { on, words: 'لا أتفق' } });
  const decision = { appeal: appealId, outcome: 'restored', answer: 'النص في صلب الموضوع' };
  await actions.perform(decideAppeal, { ...as(other), input: decision });
  await actions.perform(hideContribution, { ...as(moderator), input: { on, ground: 'off-topic' } });

  // Personal data: a request is answered, an account is closed.
  const asked = { kind: 'rectification', institution: BODY, words: 'أطلب تصحيح اسمي في الحساب', lang: 'ar' };
  const { id } = await actions.perform(sendRequest, { ...as(author), input: asked });
  await actions.perform(takeRequest, { ...as(officer), input: { request: id } });
  const answer = { request: id, outcome: 'accepted', answer: 'تم تصحيح الاسم كما طلبتم.' };
  await actions.perform(answerRequest, { ...as(officer), input: answer });
  const leaving = await scene.citizen('leaving@example.ma');
  await actions.perform(closeAccount, { ...as(leaving), input: { confirm: 'yes' } });

  // Notifications: the letter of the day, with its way out.
  clock.advance(86_400_000);
  await runRounds(program, db, pool);
  // The links of codes live for minutes: one more of each, fresh.
  await actions.perform(requestCode, { ...itself, input: { contact: 'new@example.ma', ...code } });
  const again = await scene.citizen('author@example.ma');
  await actions.perform(addContact, { ...as(again), input: { contact: 'third@example.ma', lang: 'ar', network: 'n' } });
  return { author: again, reader: await scene.citizen('reader@example.ma') };
}

/** Every address in a letter: in its text, in its HTML, in the headers that mail programs act upon. */
async function linksOfAllLetters(): Promise<string[]> {
  const { rows } = await pool.query<{ text: string; html: string; headers: string }>(
    'select text_part as text, html_part as html, headers::text as headers from letter order by id',
  );
  const links = new Set<string>();
  for (const { text, html, headers } of rows)
    for (const part of [text, unescapeHtml(html), headers])
      for (const [link] of part.matchAll(/https?:\/\/[^\s"'<>\\]+/g)) links.add(link.replace(/[>,.;]+$/, ''));
  return [...links];
}

/** The whole database, table by table. */
async function everything(): Promise<Record<string, string>> {
  const { rows } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const state: Record<string, string> = {};
  for (const { name } of rows) {
    const { rows: found } = await pool.query<{ state: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(one::text, '|' order by one::text)), '') as state from ${name} as one`,
    );
    state[name] = found[0]?.state ?? '';
  }
  return state;
}

test('a program that opens every link of every letter confirms nothing and changes nothing', async () => {
  const { author, reader } = await everyLetter();
  const links = await linksOfAllLetters();
  const paths = links.map((link) => link.replace(/^https?:\/\/[^/]+/, '') || '/');
  for (const kind of [
    '/sign-in/link?token=',
    '/me/contacts/link?token=',
    '/desk/invitations/',
    '/unsubscribe?token=',
    '/moderation/appeal?on=',
    '/me/data/requests/',
    '/me/notifications',
  ])
    expect(paths.filter((path) => path.includes(kind)).length, kind).toBeGreaterThan(0);

  // Sessions are seen once a minute: that is written down now, and not again while the links are opened.
  const visitors = ['', author.cookie, reader.cookie];
  for (const cookie of visitors) await program.ask('/ar/me', { headers: { cookie } });
  await new Promise((resolve) => setImmediate(resolve));
  const before = await everything();
  const nowhere: string[] = [];
  for (const path of paths) {
    for (const cookie of visitors) {
      for (const method of ['GET', 'HEAD', 'GET']) {
        const { status } = await program.ask(path, { method, headers: cookie ? { cookie } : {} });
        // What is somebody else's does not exist; whoever is not signed in is asked to, and comes back.
        if (status >= 500 || (status === 404 && cookie === '')) nowhere.push(`${status} ${path}`);
      }
    }
  }
  expect(await everything()).toEqual(before);
  expect(nowhere).toEqual([]);
});
