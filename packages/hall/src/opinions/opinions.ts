/** 常用意见: what somebody says again and again with an act, at hand for one tap. Everybody has his own. */
import type { Locale, OpinionAct, Opinions } from '@yizhan/contract';
import type { Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';
import {
  forgetOpinions,
  type KeptRow,
  keepOpinions,
  keptOpinions,
  type UsedOpinionRow,
  usedOpinions,
} from './opinions.sql.ts';

const shownOfUsed = 5;

export async function readOpinions(room: Room, viewer: Viewer, locale: Locale): Promise<Opinions> {
  const [kept, used] = await Promise.all([
    room.database.query<KeptRow>(keptOpinions(viewer.id)),
    room.database.query<UsedOpinionRow>(usedOpinions(viewer.id)),
  ]);
  const of = (act: OpinionAct): Opinions[OpinionAct] => {
    const own = kept.find((row) => row.act === act);
    const texts =
      own?.texts ?? room.site.opinions[act].map(({ zh, en }) => (locale === 'en' ? (en ?? zh) : zh));
    const last = used.filter((row) => row.act === act && !texts.includes(row.text));
    return {
      kept: [...texts],
      own: own !== undefined,
      used: last.slice(0, shownOfUsed).map(({ text }) => text),
    };
  };
  return { approve: of('approve'), reject: of('reject'), sendBack: of('sendBack') };
}

export async function changeOpinions(
  room: Room,
  viewer: Viewer,
  act: OpinionAct,
  texts: readonly string[],
): Promise<void> {
  await room.database.query(
    keepOpinions(
      viewer.id,
      act,
      texts.map((text) => text.trim()),
    ),
  );
}

/** Back to those of the site. */
export async function resetOpinions(room: Room, viewer: Viewer, act: OpinionAct): Promise<void> {
  await room.database.query(forgetOpinions(viewer.id, act));
}
