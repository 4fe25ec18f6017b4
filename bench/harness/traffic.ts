// Many visitors at once, in a process of its own over plain sockets: forms that are sent once each, pages that are asked for again and
// again, as fast as they are answered or at a pace.
import { spawn } from 'node:child_process';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';

/** One request. With a body it is a form that is sent. `from`: the address that a proxy says the visitor has. */
export type Ask = { path: string; body?: string; cookie?: string; from?: string };

export type Stream = {
  asks: Ask[];
  connections: number;
  /** Begins again with the first ask until `seconds` are over; absent: each is asked once. */
  seconds?: number;
  /** One every `1 / perSecond` seconds, whether or not earlier ones are answered; absent: as soon as a connection is free. */
  perSecond?: number;
  /** How long an answer is waited for, in milliseconds; then its connection is lost. */
  patience?: number;
};

/** Milliseconds of each answer, from the moment it was due; how often each status came; the seconds from the first ask to the last answer. */
export type Streamed = {
  times: number[];
  statuses: Record<string, number>;
  seconds: number;
  /** Where each redirect led, by the place of its ask. A connection that was lost asks no more. */
  led: Record<number, string>;
};

type Order = { port: number; streams: Stream[] };

/** Runs the streams side by side. */
export async function traffic(port: number, streams: Stream[]): Promise<Streamed[]> {
  const child = spawn(process.execPath, [import.meta.filename], { stdio: ['pipe', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (part) => {
    output += part;
  });
  child.stdin.end(JSON.stringify({ port, streams } satisfies Order));
  const status = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (status !== 0) throw new Error(`the visitors ended with status ${status}`);
  return JSON.parse(output) as Streamed[];
}

type Answer = { status: string; location?: string | undefined };
type Line = { socket: Socket; answered: ((answer: Answer) => void) | undefined };

async function run({ port, streams }: Order): Promise<Streamed[]> {
  // All are connected before the clock starts: what is measured is the answers.
  const lines = await Promise.all(
    streams.map(({ connections, patience = 60_000 }) =>
      Promise.all(Array.from({ length: connections }, () => openLine(port, patience))),
    ),
  );
  const done = await Promise.all(streams.map((stream, place) => runStream(stream, lines[place] ?? [], port)));
  for (const { socket } of lines.flat()) socket.destroy();
  return done;
}

async function runStream(stream: Stream, lines: Line[], port: number): Promise<Streamed> {
  const { asks, seconds, perSecond } = stream;
  const texts = asks.map((ask) => textOf(ask, port));
  const times: number[] = [];
  const statuses: Record<string, number> = {};
  const led: Record<number, string> = {};
  const started = performance.now();
  let number = 0;
  /** The next request and the moment it is due; undefined when there is none left. */
  const next = (): { place: number; text: Buffer; due: number } | undefined => {
    const due = perSecond === undefined ? performance.now() : started + (number * 1000) / perSecond;
    if (seconds === undefined ? number >= texts.length : due - started >= seconds * 1000) return undefined;
    const place = number++ % texts.length;
    return { place, text: texts[place] as Buffer, due };
  };
  await Promise.all(
    lines.map(async (line) => {
      for (let one = next(); one; one = next()) {
        const early = one.due - performance.now();
        if (early > 0) await new Promise((resolve) => setTimeout(resolve, early));
        const { status, location } = await ask(line, one.text);
        times.push(performance.now() - one.due);
        statuses[status] = (statuses[status] ?? 0) + 1;
        if (location !== undefined && seconds === undefined) led[one.place] = location;
        if (status === LOST) break;
      }
    }),
  );
  return { times, statuses, led, seconds: (performance.now() - started) / 1000 };
}

function textOf({ path, body, cookie, from }: Ask, port: number): Buffer {
  const head = [
    `${body === undefined ? 'GET' : 'POST'} ${path} HTTP/1.1`,
    `host: localhost:${port}`,
    'accept: text/html',
    'accept-encoding: br, gzip',
    ...(cookie ? [`cookie: ${cookie}`] : []),
    ...(from ? [`x-forwarded-for: ${from}`] : []),
    ...(body === undefined
      ? []
      : [
          `origin: http://localhost:${port}`,
          'content-type: application/x-www-form-urlencoded',
          `content-length: ${Buffer.byteLength(body)}`,
        ]),
  ];
  return Buffer.from(`${head.join('\r\n')}\r\n\r\n${body ?? ''}`);
}

/** The status of what was never answered. */
const LOST = 'lost';

function ask(line: Line, text: Buffer): Promise<Answer> {
  return new Promise((resolve) => {
    line.answered = resolve;
    if (line.socket.destroyed) resolve({ status: LOST });
    else line.socket.write(text);
  });
}

function openLine(port: number, patience: number): Promise<Line> {
  return new Promise((resolve, reject) => {
    const line: Line = { socket: connect({ port, host: '127.0.0.1', noDelay: true }), answered: undefined };
    let got = Buffer.alloc(0);
    line.socket.setTimeout(patience, () => line.socket.destroy());
    line.socket.on('connect', () => resolve(line));
    line.socket.on('data', (part) => {
      got = got.length === 0 ? part : Buffer.concat([got, part]);
      const end = got.indexOf('\r\n\r\n');
      if (end < 0) return;
      const head = got.toString('latin1', 0, end);
      const length = /\r\ncontent-length: (\d+)/i.exec(head)?.[1];
      const whole = length === undefined ? got.indexOf('0\r\n\r\n', end) >= 0 : got.length >= end + 4 + Number(length);
      if (!whole) return;
      got = Buffer.alloc(0);
      const answered = line.answered;
      line.answered = undefined;
      answered?.({ status: head.slice(9, 12), location: /\r\nlocation: (\S+)/i.exec(head)?.[1] });
    });
    // Whoever waits for an answer is told that there is none.
    const lost = (error?: Error) => {
      reject(error);
      line.answered?.({ status: LOST });
    };
    line.socket.on('error', lost).on('close', () => lost());
  });
}

if (process.argv[1] === import.meta.filename)
  process.stdout.write(JSON.stringify(await run(JSON.parse(await text(process.stdin)))));
