/** A mail server in this process, over real SMTP, that can refuse, fail and stall. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { SMTPServer } from 'smtp-server';

export interface Mail {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly id: string;
}

export interface MailServer {
  /** How the hall reaches it. */
  readonly settings: {
    readonly host: string;
    readonly port: number;
    readonly isSecure: false;
    readonly from: string;
  };
  readonly mails: readonly Mail[];
  /** What it does with the next letters: takes them, does not know the address, is out of order, says nothing. */
  mood: 'takes' | 'refuses' | 'fails' | 'stalls' | 'loses';
  /** The next letter to that address beyond the ones seen; waits for it. */
  next(to: string, seen?: number): Promise<Mail>;
  close(): Promise<void>;
}

export async function openMailServer(): Promise<MailServer> {
  const mails: Mail[] = [];
  const stalled: (() => void)[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    onAuth: ({ username, password }, _session, done) =>
      password === 'right' ? done(null, { user: username }) : done(new Error('535 wrong password')),
    onRcptTo(_address, _session, done) {
      if (opened.mood === 'refuses')
        return done(Object.assign(new Error('no such user'), { responseCode: 550 }));
      if (opened.mood === 'fails')
        return done(Object.assign(new Error('try again later'), { responseCode: 451 }));
      if (opened.mood === 'stalls') return void stalled.push(() => done());
      done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const mail = mailFrom(Buffer.concat(parts).toString('utf8'));
        mails.push({ ...mail, to: session.envelope.rcptTo[0]?.address ?? '' });
        // Taken, and the sender is told that it was not: he sends it again.
        if (opened.mood === 'loses')
          return done(Object.assign(new Error('lost on the way'), { responseCode: 451 }));
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const opened: MailServer = {
    settings: { host: '127.0.0.1', port, isSecure: false, from: 'hall@example.edu.cn' },
    mails,
    mood: 'takes',
    async next(to, seen = 0) {
      const deadline = Date.now() + 20_000;
      for (;;) {
        const mail = mails.filter((each) => each.to === to)[seen];
        if (mail !== undefined) return mail;
        if (Date.now() > deadline) throw new Error(`no mail for ${to} within 20 s`);
        await pause(20);
      }
    },
    async close() {
      for (const release of stalled) release();
      await new Promise<void>((resolve) => server.close(resolve));
    },
  };
  return opened;
}

/** As a mail program would read it: the heads that matter, and the text. */
function mailFrom(raw: string): Omit<Mail, 'to'> {
  const [head = '', ...body] = raw.split('\r\n\r\n');
  const heads = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  const headOf = (name: string) =>
    heads
      .find((line) => line.toLowerCase().startsWith(`${name}:`))
      ?.slice(name.length + 1)
      .trim() ?? '';
  const encoding = headOf('content-transfer-encoding').toLowerCase();
  const content = body.join('\r\n\r\n');
  const text =
    encoding === 'base64'
      ? Buffer.from(content, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? fromQuotedPrintable(content.replaceAll(/=\r\n/g, ''))
        : content;
  return { subject: decodedWords(headOf('subject')), text, id: headOf('message-id') };
}

const fromQuotedPrintable = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

/** RFC 2047. */
const decodedWords = (text: string): string =>
  text
    .replaceAll(/\?=\s+=\?/g, '?==?')
    .replaceAll(/=\?utf-8\?([BQ])\?([^?]*)\?=/gi, (_, how: string, word: string) =>
      how.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('utf8')
        : fromQuotedPrintable(word.replaceAll('_', ' ')),
    );
