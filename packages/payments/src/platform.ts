/**
 * Port: where money comes in. Amounts are whole cents (分). Whatever goes wrong on the way (no answer, an answer that is not signed)
 * is thrown as an `Error`: nothing is known then, and the question is asked again.
 */

/** `qr`: shown on a screen and scanned by a phone; `redirect`: the phone goes there. */
export type Way = 'qr' | 'redirect';

export interface PlatformOrder {
  /** Ours, at most 20 characters, another for each way. */
  readonly number: string;
  readonly way: Way;
  readonly amount: number;
  readonly subject: string;
  readonly dueAt: string;
  /** The payer's address on the network, which some ways ask for. */
  readonly ip: string;
}

/** Money that has come in. */
export interface Success {
  readonly orderNumber: string;
  /** The platform's own, one for each time that somebody paid. */
  readonly channelNumber: string;
  readonly amount: number;
  readonly paidAt: string;
}

export interface Notification extends Success {
  readonly id: string;
}

export interface RefundOrder {
  readonly number: string;
  readonly channelNumber: string;
  readonly amount: number;
  /** Of the payment that it is taken from. */
  readonly total: number;
  readonly reason: string;
}

export type RefundStanding = 'accepted' | 'done' | 'refused';

export interface Platform {
  readonly id: string;
  readonly name: { readonly zh: string; readonly en: string };
  /** Where the payer pays; the same number again gives an address again. */
  open(order: PlatformOrder): Promise<string>;
  /** @throws NotGenuine when anybody but the platform could have made it */
  readNotification(
    body: string,
    headers: Readonly<Record<string, string | undefined>>,
  ): Notification | undefined;
  /** What came in by this number. */
  successesOf(orderNumber: string): Promise<readonly Success[]>;
  /** Nobody can pay it any more; false: it has been paid, ask. */
  close(orderNumber: string): Promise<boolean>;
  /** The same number again is the same refund. */
  refund(order: RefundOrder): Promise<RefundStanding>;
  /** The bill of a day at the school (`YYYY-MM-DD`) as its file. */
  downloadBill(day: string): Promise<string>;
}

/** A notification that is not the platform's, or old, or not for us. Never says what was in it. */
export class NotGenuine extends Error {
  override readonly name = 'NotGenuine';
}
