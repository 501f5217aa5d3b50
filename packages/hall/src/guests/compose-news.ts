import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Composed } from '../letters/composed.ts';
import type { LetterRow } from '../letters/letters.sql.ts';
import type { Room } from '../room.ts';
import { type GuestRow, guestsByIds } from './guests.sql.ts';
import type { GuestNews } from './tell-guests.ts';

/** What has become of an application, for the guest who made it: the form is not told, and he enters as ever. */
export async function composeNews(room: Room, { parameters }: LetterRow): Promise<Composed | undefined> {
  const { guest: id, what, comment } = parameters as unknown as GuestNews;
  const [guest] = await room.database.query<GuestRow>(guestsByIds([id]));
  const application = String(parameters.application);
  if (guest === undefined || guest.service_id === null) return undefined;
  const { row } = await room.flow.instance(application);
  const service = nameOf(await versionOf(room, { row }));
  const { institution, institutionEn } = room.site;
  const [zh, en] = words[what];
  const url = `${room.publicUrl}/guest/services/${encodeURIComponent(guest.service_id)}`;
  const number = row.business_key ?? '';
  return {
    subject: `您的“${service.zh}”${zh} · ${institution}`,
    text: [
      `${guest.name}，您好：`,
      `您的“${service.zh}”${number}${zh}。${comment ?? ''}`,
      `用本邮箱进入查看：${url}`,
      '',
      `Your "${service.en ?? service.zh}" ${number} ${en}. ${comment ?? ''}`,
      `Enter with this address to look: ${url}`,
      '',
      `${institution} ${institutionEn}`,
    ].join('\n'),
    brief: `【${institution}】您的“${service.zh}”${number}${zh}：${url}`,
  };
}

const words: Readonly<Record<GuestNews['what'], readonly [zh: string, en: string]>> = {
  'sent-back': ['被退回，请修改后重新提交', 'has come back to be corrected'],
  approved: ['已办结', 'is done'],
  rejected: ['未获同意', 'was not approved'],
  copied: ['有新消息', 'has news'],
};
