import { createServer, type Socket } from 'node:net';

/** A mailbox that programs read by IMAP (RFC 3501), as far as this program speaks it. Messages are numbered from 1. */
export type Mailbox = {
  url: string;
  /** Puts a message in, unread. */
  receive(message: string): void;
  /** The numbers of what was read. */
  seen(): number[];
  /** The numbers of what was marked for people to look at. */
  flagged(): number[];
  close(): Promise<void>;
};

/** Opens a mailbox of `jamaa`, whose password is `secret`, on this machine. */
export async function openMailbox(): Promise<Mailbox> {
  const messages: Message[] = [];
  const server = createServer((socket) => serve(socket, messages));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `imap://jamaa:secret@127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    receive: (text) => void messages.push({ text: text.replace(/\r?\n/g, '\r\n'), seen: false, flagged: false }),
    seen: () => messages.flatMap(({ seen }, at) => (seen ? [at + 1] : [])),
    flagged: () => messages.flatMap(({ flagged }, at) => (flagged ? [at + 1] : [])),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

type Message = { text: string; seen: boolean; flagged: boolean };

function serve(socket: Socket, messages: Message[]): void {
  let rest = '';
  const say = (...lines: string[]) => socket.write(`${lines.join('\r\n')}\r\n`);
  socket.on('error', () => socket.destroy());
  socket.on('data', (chunk) => {
    rest += chunk.toString('utf8');
    for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      answer(line);
    }
  });
  say('* OK [CAPABILITY IMAP4rev1] ready');

  function answer(line: string): void {
    const [tag = '', ...words] = line.split(' ');
    const command = words.join(' ').toUpperCase();
    const uid = Number(/^UID \w+ (\d+)/.exec(command)?.[1]);
    const message = messages[uid - 1];
    if (command === 'CAPABILITY') say('* CAPABILITY IMAP4rev1', `${tag} OK done`);
    else if (command.startsWith('LOGIN'))
      if (/^LOGIN "?jamaa"? "?secret"?$/i.test(words.join(' '))) say(`${tag} OK in`);
      else say(`${tag} NO [AUTHENTICATIONFAILED] wrong password of jamaa@example.ma`);
    else if (command.startsWith('SELECT')) {
      if (!/INBOX/.test(command)) say(`${tag} NO no such folder`);
      else
        say(
          '* FLAGS (\\Seen)',
          `* ${messages.length} EXISTS`,
          '* OK [UIDVALIDITY 1] ok',
          `${tag} OK [READ-WRITE] open`,
        );
    } else if (command.startsWith('LIST')) say('* LIST (\\Noselect) "/" ""', `${tag} OK done`);
    else if (command.startsWith('UID SEARCH'))
      say(`* SEARCH ${messages.flatMap(({ seen }, at) => (seen ? [] : [at + 1])).join(' ')}`, `${tag} OK done`);
    else if (command.startsWith('UID FETCH') && message)
      say(
        `* ${uid} FETCH (UID ${uid} BODY[]<0> {${Buffer.byteLength(message.text)}}`,
        `${message.text})`,
        `${tag} OK done`,
      );
    else if (command.startsWith('UID STORE') && message) {
      message.seen = true;
      message.flagged ||= /\\FLAGGED/.test(command);
      say(`${tag} OK done`);
    } else if (command === 'LOGOUT') {
      say('* BYE', `${tag} OK bye`);
      socket.end();
    } else say(`${tag} ${/^(NOOP|CLOSE|UNSELECT|ID)/.test(command) ? 'OK' : 'BAD'} done`);
  }
}
