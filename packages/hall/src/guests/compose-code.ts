import { randomInt } from 'node:crypto';
import { hashPassword } from '@yizhan/identity';
import type { Composed } from '../letters/composed.ts';
import type { LetterRow } from '../letters/letters.sql.ts';
import type { Room } from '../room.ts';
import { addCode } from './codes.sql.ts';
import { codeMinutes, minutesAfter } from './codes.ts';
import { isGuest } from './guest.ts';
import { recordGuest } from './guests.sql.ts';

/** The code is made as the letter leaves, and only its slow hash is kept. */
export async function composeCode(room: Room, { parameters }: LetterRow): Promise<Composed | undefined> {
  const holder = String(parameters.holder);
  const code = newCode();
  const until = minutesAfter(room.now(), codeMinutes);
  const [wanted] = await room.database.query(addCode(holder, await hashPassword(code), until));
  if (wanted === undefined) return undefined;
  const { institution, institutionEn } = room.site;
  return {
    subject: `${code} 是您的验证码 · ${institution}`,
    text: [
      `验证码：${code}`,
      `${codeMinutes} 分钟内有效，只能用一次。请在刚才打开的页面里输入。不要把它告诉任何人；如果不是您在操作，不必理会。`,
      '',
      `Your code: ${code}`,
      `It is good once, for ${codeMinutes} minutes, on the page that you have just opened. Tell nobody. If it was not you who asked for it, do nothing.`,
      '',
      `${institution} ${institutionEn}`,
    ].join('\n'),
    brief: `【${institution}】验证码 ${code}，${codeMinutes} 分钟内有效，请勿告诉他人。`,
    ...(isGuest(holder) && { afterwards: [recordGuest(holder, 'code-sent', room.now())] }),
  };
}

export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
