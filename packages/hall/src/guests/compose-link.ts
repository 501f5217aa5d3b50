import { hashOfToken, randomToken } from '@yizhan/identity';
import { nameOf } from '../applications/present.ts';
import { versionOf } from '../applications/version-of.ts';
import type { Composed } from '../letters/composed.ts';
import type { LetterRow } from '../letters/letters.sql.ts';
import { openNameBook } from '../names.ts';
import { organisation, type Room } from '../room.ts';
import { type GuestRow, insertLink, linkHanded, recordGuest } from './guests.sql.ts';
import { openTaskOf } from './open-task.ts';

/**
 * The link is made as the letter leaves, and only its hash is kept. A letter that may or may not have arrived is sent
 * again with another link, and whichever comes is good.
 */
export async function composeLink(room: Room, { parameters }: LetterRow): Promise<Composed | undefined> {
  const open = await openTaskOf(room, String(parameters.guest));
  if (open === undefined) return undefined;
  const { guest, instance, step } = open;
  const version = await versionOf(room, instance);
  const names = await openNameBook(room.database, await organisation(room), [instance.row.applicant]);
  const applicant = names.person(instance.row.applicant);
  const service = nameOf(version);
  const url = await newLink(room, guest);
  const until = dayOf(guest.expires_at ?? room.now());
  const { institution, institutionEn } = room.site;
  const from = [applicant.unit, applicant.name].filter(Boolean).join(' ');
  const now = room.now();
  return {
    subject: `请您办理：${service.zh} · ${institution}`,
    text: [
      `${guest.name}，您好：`,
      '',
      `${from}的“${service.zh}”请您办理“${step}”。请打开下面的链接，按提示取得验证码（发到本邮箱），不需要注册：`,
      url,
      `链接到 ${until} 为止有效，只供您本人使用，请不要转发。`,
      '',
      `Dear ${guest.name},`,
      `${from} asks you to take part in "${service.en ?? service.zh}". Open the link above; a code is then sent to this address. You need no account.`,
      `The link is good until ${until} and for you alone; please do not pass it on.`,
      '',
      `${institution} ${institutionEn}`,
    ].join('\n'),
    brief: `【${institution}】${from}的“${service.zh}”请您办理，${until} 前有效，请勿转发：${url}`,
    afterwards: [linkHanded(guest.id, now), recordGuest(guest.id, 'link-sent', now)],
  };
}

/** Another link that opens the guest's task; stored nowhere but in the answer. */
export async function newLink(room: Room, { id }: Pick<GuestRow, 'id'>): Promise<string> {
  const token = randomToken();
  await room.database.query(insertLink(hashOfToken(token), id, room.now()));
  return `${room.publicUrl}/g/${token}`;
}

/** In the school's time. */
const dayOf = (moment: string): string =>
  new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Asia/Shanghai',
    dateStyle: 'short',
    timeStyle: 'short',
  }).format(new Date(moment));
