import type { ChannelKind } from '../letters/channel.ts';
import type { Room } from '../room.ts';
import type { GuestRow } from './guests.sql.ts';

/** How a guest is reached, by what is configured; undefined: somebody has to hand it to him. */
export function reachOf(
  { channels }: Pick<Room, 'channels'>,
  { email, phone }: Pick<GuestRow, 'email' | 'phone'>,
): { readonly channel: ChannelKind; readonly address: string } | undefined {
  if (email !== null && channels.email !== undefined) return { channel: 'email', address: email };
  return phone !== null && channels.sms !== undefined ? { channel: 'sms', address: phone } : undefined;
}
