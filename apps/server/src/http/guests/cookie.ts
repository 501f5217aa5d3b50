import type { FastifyReply } from 'fastify';
import { guestCookieName } from '../access.ts';

/** A link in a mail is opened from another site, but the page itself asks for everything: it may be strict. */
export const guestCookie = (publicUrl: string) =>
  ({ httpOnly: true, secure: publicUrl.startsWith('https:'), sameSite: 'strict', path: '/' }) as const;

export const setGuestCookie = (reply: FastifyReply, publicUrl: string, token: string): FastifyReply =>
  reply.setCookie(guestCookieName(publicUrl), token, guestCookie(publicUrl));
