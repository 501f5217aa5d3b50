/** Ports: the ways to reach somebody who is not in the hall. */
export interface Channel {
  /**
   * Hands a letter over; resolves when the other side has taken it. The same letter may come twice, with the same id.
   * @throws Undeliverable where trying again is no use
   */
  send(letter: Letter): Promise<void>;
}

export interface Letter {
  readonly id: string;
  /** An e-mail address, or a phone number. */
  readonly to: string;
  /** A text message has none. */
  readonly subject: string;
  readonly text: string;
}

export type ChannelKind = 'email' | 'sms';

/** Those that are configured. */
export type Channels = Readonly<Partial<Record<ChannelKind, Channel>>>;

/** The other side has refused this letter for good, and not just for now. */
export class Undeliverable extends Error {
  override readonly name = 'Undeliverable';
}
