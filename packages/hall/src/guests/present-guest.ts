import { maskedAddress } from './guest.ts';
import type { GuestSession } from './sessions.sql.ts';

/** Who is in, as his own page tells him. */
export const presentGuest = (guest: GuestSession) => ({
  name: guest.name,
  address: maskedAddress(guest),
  csrf: guest.csrf,
  ...(guest.service_id !== null && { service: guest.service_id }),
  ...(guest.expires_at !== null && { expiresAt: guest.expires_at }),
});
