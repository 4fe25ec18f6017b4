import { Writable } from 'node:stream';
import PostalMime from 'postal-mime';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { testDatabase } from '../../../test/setup/database.ts';
import { type Mailbox, openMailbox } from '../../../test/setup/mailbox.ts';
import type { ActionRunner } from '../action.ts';
import { handClock } from '../clock.ts';
import { createLog } from '../log.ts';
import { collectOffers } from '../module.ts';
import { NO_SURROUNDINGS } from '../surroundings.ts';
import { readBounce } from './bounce.ts';
import { queueLetter } from './queue-letter.ts';
import { readMailJobs } from './read-mail.ts';
import { type MailOutcome, ownWords, type ReceivedMail } from './received.ts';

const { pool, db } = await testDatabase();
const clock = handClock('2026-11-21T10:00:00Z');
const actions: ActionRunner = { perform: () => Promise.reject(new Error('no action here')) };
let lines: string[] = [];
const log = createLog({
  level: 'debug',
  destination: new Writable({ write: (chunk, _encoding, done) => done(void lines.push(String(chunk))) }),
});
let mailbox: Mailbox;
let returned: string[] = [];
let received: ReceivedMail[] = [];
let outcome: MailOutcome = 'elsewhere';
beforeEach(async () => {
  mailbox = await openMailbox();
  lines = [];
  returned = [];
  received = [];
  outcome = 'elsewhere';
});
afterEach(async () => {
  await mailbox.close();
  await pool.query('delete from graphile_worker._private_jobs; delete from letter');
});

const read = (mailSourceUrl = mailbox.url) => {
  const [job] = readMailJobs({
    mailSourceUrl,
    publicUrl: 'https://jamaa.example',
    returned: async (_db, address) => void returned.push(address),
    received: async (_context, mail) => {
      received.push(mail);
      return outcome;
    },
  });
  const context = { db, clock, actions, log, around: NO_SURROUNDINGS, offers: collectOffers([]) };
  return job?.run(undefined, context);
};

/** A notice as mail servers write it. `about`: the Message-ID of the letter. */
const notice = (about: string, { action = 'failed', status = '5.1.1', returnedAs = 'text/rfc822-headers' } = {}) =>
  `From: MAILER-DAEMON@mx.example.ma (Mail Delivery System)
To: jamaa@example.ma
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="cut"

--cut
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--cut
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.ma
X-Postfix-Queue-ID: 4XyZ

Final-Recipient: rfc822; somebody-else@example.ma
Action: ${action}
Status: ${status}
Diagnostic-Code: smtp; 550 ${status} no such user

--cut
Content-Type: ${returnedAs}

From: Jamaa <jamaa@example.ma>
To: fatima@example.ma
Message-ID: ${about}
Subject: =?utf-8?q?x?=

--cut--
`;

async function sentLetter(): Promise<string> {
  const id = await queueLetter(db, {
    to: 'fatima@example.ma',
    subject: 'x',
    text: 'x',
    html: '<p>x</p>',
    lang: 'ar',
    now: clock.now(),
  });
  await db.updateTable('letter').set({ sent_at: clock.now() }).where('id', '=', id).execute();
  return id;
}

describe('a mailbox to which letters come back', () => {
  test('an address at which nobody is gets no more letters, whatever address the notice names', async () => {
    const id = await sentLetter();
    mailbox.receive(notice(`<${id}@jamaa.example>`));
    await read();
    expect(returned).toEqual(['fatima@example.ma']);
    expect(mailbox.seen()).toEqual([1]);
    expect(lines.join('')).toContain('"returned":1');
    expect(lines.join('')).not.toMatch(/fatima|somebody/);
    await read();
    expect(returned).toHaveLength(1);
  });

  test('notices about letters that we did not write, or not yet, and other mail, change nothing', async () => {
    const id = await sentLetter();
    const unsent = await sentLetter();
    await db.updateTable('letter').set({ sent_at: null }).where('id', '=', unsent).execute();
    for (const message of [
      notice('<019a0000-0000-7000-8000-000000000001@jamaa.example>'),
      notice(`<${id}@elsewhere.example>`),
      notice(`<${unsent}@jamaa.example>`),
      notice(`<${id}@jamaa.example>`, { action: 'delayed', status: '4.4.7' }),
      notice(`<${id}@jamaa.example>`, { status: '5.7.1' }),
      notice(`<${id}@jamaa.example>`, { status: '5.2.2' }),
      `From: fatima@example.ma\nIn-Reply-To: <${id}@jamaa.example>\nSubject: Action: failed\n\nAction: failed\nStatus: 5.1.1\n`,
      '',
      '\u0000\u0001 not a message',
    ])
      mailbox.receive(message);
    await read();
    expect(returned).toEqual([]);
    expect(mailbox.seen()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  test('what a person wrote is handed on with its documents; what cannot be taken is marked for people', async () => {
    outcome = 'refused';
    mailbox.receive(`From: Fatima <fatima@example.ma>
To: reply+key@jamaa.example, Other <other@example.ma>
Subject: Re: x
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary="cut"

--cut
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: 8bit

هذه الوثيقة المطلوبة.

Le 21 novembre 2026, Jamaa a écrit :
> Votre dossier
> est ouvert.

--cut
Content-Type: text/plain; name="liste.txt"
Content-Disposition: attachment; filename="liste.txt"

أسماء
--cut--
`);
    await read();
    expect(received).toMatchObject([
      { to: ['reply+key@jamaa.example', 'other@example.ma'], words: 'هذه الوثيقة المطلوبة.', automatic: false },
    ]);
    expect(received[0]?.files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString().trim()])).toEqual([
      ['liste.txt', 'أسماء'],
    ]);
    expect([mailbox.seen(), mailbox.flagged()]).toEqual([[1], [1]]);
    mailbox.receive('From: a@example.ma\nTo: reply+key@jamaa.example\nAuto-Submitted: auto-replied\n\nAbsent\n');
    outcome = 'taken';
    await read();
    expect(received[1]).toMatchObject({
      automatic: true,
      words: 'Absent',
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(mailbox.flagged()).toEqual([1]);
  });

  test('a mailbox that cannot be read says so without its password or its address', async () => {
    const wrong = read(mailbox.url.replace('secret', 'geheim'));
    await expect(wrong).rejects.toThrow('the mailbox cannot be read');
    await expect(wrong).rejects.not.toThrow(/geheim|jamaa@example/);
    await expect(read(`${mailbox.url}/Nowhere`)).rejects.toThrow('the mailbox cannot be read');
    expect(
      readMailJobs({
        publicUrl: 'https://jamaa.example',
        returned: async () => {},
        received: async () => 'elsewhere',
      }),
    ).toEqual([]);
  });
});

test('the letter is found where servers name it: in its headers, in the whole of it, or as what the notice answers', async () => {
  const id = '019a0000-0000-7000-8000-000000000001';
  const bounceOf = async (message: string) =>
    readBounce(await PostalMime.parse(message, { forceRfc822Attachments: true }), 'jamaa.example');
  const found = { letterId: id, nobodyThere: true };
  expect(await bounceOf(notice(`<${id}@jamaa.example>`))).toEqual(found);
  expect(await bounceOf(notice(`<${id}@jamaa.example>`, { returnedAs: 'message/rfc822' }))).toEqual(found);
  expect(await bounceOf(`In-Reply-To: <${id}@jamaa.example>\n${notice('<none@x>')}`)).toEqual(found);
  expect(await bounceOf(notice('<none@x>'))).toBeUndefined();
  expect(await bounceOf(notice(`<${id}@jamaa.example>`, { status: '5.2.1' }))).toEqual(found);
  expect(await bounceOf(notice(`<${id}@jamaa.example>`, { status: '5.2.2' }))).toMatchObject({ nobodyThere: false });
});

test.each([
  ['شكرا.\n\n> سطر\n> آخر', 'شكرا.'],
  ['Merci.\n\nLe lun. 3 août 2026 à 10:00, Jamaa <j@example.ma> a\nécrit :\n\n> Bonjour', 'Merci.'],
  ['Oui.\nOn Mon, Jamaa wrote:\n> Hello\n', 'Oui.'],
  ['> question\nanswer', '> question\nanswer'],
  ['Rien de cité :\nvoilà.', 'Rien de cité :\nvoilà.'],
  ['> seulement', ''],
])('the own words of %j', (text, own) => {
  expect(ownWords(text)).toBe(own);
});
