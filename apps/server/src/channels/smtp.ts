/** Mail over SMTP. One connection a letter: letters are few, and a server that hangs up in between is nobody's concern. */
import { type Channel, type Letter, Undeliverable } from '@yizhan/hall';
import { createTransport } from 'nodemailer';
import type { SmtpSettings } from '../config.ts';

export interface Smtp extends Channel {
  /** Connects and signs in, and sends nothing. @throws what is wrong */
  verify(): Promise<void>;
}

export function openSmtp({ host, port, isSecure, user, password, from }: SmtpSettings, name: string): Smtp {
  const isLocal = host === 'localhost' || host === '127.0.0.1' || host === '::1';
  const transport = createTransport({
    host,
    port,
    secure: isSecure,
    // A password never goes over the net in the clear.
    requireTLS: !isSecure && user !== undefined && !isLocal,
    ...(user !== undefined && { auth: { user, pass: password ?? '' } }),
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ id, to, subject, text }: Letter) {
      try {
        await transport.sendMail({
          from: { name, address: from },
          to: { name: '', address: to },
          subject,
          text,
          messageId: `<${id}@${from.split('@')[1]}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        throw isForGood(error) ? new Undeliverable(wordsOf(error), { cause: error }) : error;
      }
    },
    async verify() {
      await transport.verify();
    },
  };
}

/** The server does not take this letter or this address (5xx); a wrong password of ours is for an administrator to mend. */
const isForGood = (error: unknown): boolean => {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return (code === 'EENVELOPE' || code === 'EMESSAGE') && responseCode >= 500;
};

const wordsOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
