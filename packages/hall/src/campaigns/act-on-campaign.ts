import { type CampaignAct, type CampaignActDone, Refused } from '@yizhan/contract';
import { type Idempotency, schoolDay } from '@yizhan/flow';
import type { Administrator } from '../administration/administrator.ts';
import { type NameBook, openNameBook } from '../names.ts';
import { deleteNotificationsOf } from '../notifications/notifications.sql.ts';
import { organisation, type Room } from '../room.ts';
import { campaignFor, isRunning, mostCases } from './campaign.ts';
import { type CampaignRow, type EventRow, eventById, lockCampaign, settleCampaign } from './campaigns.sql.ts';
import { type CaseRow, casesOf, insertCases, type NewCase, removeCase } from './cases.sql.ts';
import { openCampaign } from './open-campaign.ts';
import { isOwed, type Standing, standings } from './progress.ts';
import { remindCases } from './remind.ts';
import { campaignService, casesIn } from './roster.ts';
import { type Asked, askedBy, eventStatement } from './write-campaign.ts';

type Act<Kind extends CampaignAct['act']> = Extract<CampaignAct, { readonly act: Kind }>;

/**
 * What is done to a campaign, each recorded with who and when. A request that is sent again with its key gets the first
 * answer again, which stands in the record.
 * @throws Refused
 */
export async function actOnCampaign(
  room: Room,
  administrator: Administrator,
  id: string,
  act: CampaignAct,
  idempotency: Idempotency,
): Promise<CampaignActDone> {
  const asked = askedBy(administrator, idempotency);
  const first = await firstAnswer(room, asked);
  if (first !== undefined) return first;
  try {
    return await carryOut(room, administrator, id, act, asked);
  } catch (error) {
    // The same request came twice at once: to this one it is done already.
    const answer = await firstAnswer(room, asked);
    if (answer === undefined) throw error;
    return answer;
  }
}

async function firstAnswer(room: Room, { id, digest }: Asked): Promise<CampaignActDone | undefined> {
  const [event] = await room.database.query<EventRow>(eventById(id));
  if (event === undefined) return undefined;
  const { count = 1, left, digest: before } = event.details;
  if (before !== digest) throw new Refused('request/key-reused');
  return { count, ...(left !== undefined && { left }) };
}

function carryOut(
  room: Room,
  administrator: Administrator,
  id: string,
  act: CampaignAct,
  asked: Asked,
): Promise<CampaignActDone> {
  switch (act.act) {
    case 'open':
      return openCampaign(room, administrator, id, act.count, asked);
    case 'extend':
      return extend(room, administrator, id, act, asked);
    case 'close':
      return close(room, administrator, id, act, asked);
    case 'remind':
      return remind(room, administrator, id, act, asked);
    case 'add':
      return add(room, administrator, id, act, asked);
    case 'remove':
      return remove(room, administrator, id, act, asked);
  }
}

const said = (reason: string | undefined) => {
  const text = reason?.trim();
  return text ? { reason: text } : {};
};

/** 延期: also of one that is over. The last day may come nearer too, but not before today. */
async function extend(
  room: Room,
  administrator: Administrator,
  id: string,
  { closes, reason }: Act<'extend'>,
  asked: Asked,
): Promise<CampaignActDone> {
  await campaignFor(room, administrator, id);
  await room.database.transaction(async (transaction) => {
    const [row] = await transaction.query<CampaignRow>(lockCampaign(id));
    if (row === undefined || row.state === 'draft') throw new Refused('campaign/not-running');
    if (closes < row.opens || closes < schoolDay(room.now())) throw new Refused('campaign/days');
    const state = row.state === 'closed' ? 'open' : row.state;
    await transaction.commitWith([
      settleCampaign(id, { state, closes }),
      eventStatement(room, id, administrator.id, 'extended', { day: closes, ...said(reason) }, asked),
    ]);
  });
  return { count: 1 };
}

/** 提前结束: nothing more is submitted from here on. */
async function close(
  room: Room,
  administrator: Administrator,
  id: string,
  { reason }: Act<'close'>,
  asked: Asked,
): Promise<CampaignActDone> {
  await campaignFor(room, administrator, id);
  await room.database.transaction(async (transaction) => {
    const [row] = await transaction.query<CampaignRow>(lockCampaign(id));
    if (row === undefined || !isRunning(row, schoolDay(room.now())))
      throw new Refused('campaign/not-running');
    await transaction.commitWith([
      settleCampaign(id, { state: 'closed', closes: row.closes }),
      eventStatement(room, id, administrator.id, 'closed', said(reason), asked),
    ]);
  });
  return { count: 1 };
}

async function remind(
  room: Room,
  administrator: Administrator,
  id: string,
  { cases, comment }: Act<'remind'>,
  asked: Asked,
): Promise<CampaignActDone> {
  const row = await campaignFor(room, administrator, id);
  if (!isRunning(row, schoolDay(room.now()))) throw new Refused('campaign/not-running');
  const owed = (await standings(room, id)).filter(
    (each) => isOwed(each) && (cases === undefined || cases.includes(each.application_id)),
  );
  const text = comment?.trim();
  const count = await remindCases(room, row, owed, {
    person: administrator.id,
    name: administrator.name,
    asked,
    ...(text && { comment: text }),
  });
  if (count === 0) throw new Refused('campaign/nobody-to-remind');
  return { count, left: owed.length - count };
}

/** Somebody more, named by number or unit; whoever is in already is named, and nobody is added. */
async function add(
  room: Room,
  administrator: Administrator,
  id: string,
  { numbers, units, reason }: Act<'add'>,
  asked: Asked,
): Promise<CampaignActDone> {
  const row = await campaignFor(room, administrator, id);
  const version = await campaignService(room, administrator, row.service_id);
  const added = [
    ...(numbers ? await casesIn(room, version, { by: 'numbers', numbers }) : []),
    ...(units ? await casesIn(room, version, { by: 'units', units }) : []),
  ];
  if (added.length === 0) throw new Refused('campaign/empty');
  const names = await bookOf(room, added);
  await room.database.transaction(async (transaction) => {
    // Locked first: of two who add the same person at once, the second finds him in.
    const [now] = await transaction.query<CampaignRow>(lockCampaign(id));
    if (now === undefined || !isRunning(now, schoolDay(room.now())))
      throw new Refused('campaign/not-running');
    const cases = await transaction.query<CaseRow>(casesOf(id));
    const subjects = new Set(cases.map(({ subject }) => subject));
    const twice = added.filter(({ subject }) => subjects.has(subject));
    if (twice.length > 0)
      throw new Refused('campaign/already-in', { names: namesOf(twice, names).join('、') });
    if (cases.length + added.length > mostCases)
      throw new Refused('campaign/too-many', { count: cases.length + added.length, most: mostCases });
    await transaction.commitWith([
      insertCases(id, added),
      eventStatement(
        room,
        id,
        administrator.id,
        'added',
        { count: added.length, people: namesOf(added, names).slice(0, shown), ...said(reason) },
        asked,
      ),
    ]);
  });
  return { count: added.length };
}

const shown = 20;

/**
 * Those who have submitted nothing, with their drafts; of what ended without success only the case, so that somebody may
 * be asked again. Whoever has submitted is named, and nobody is taken out.
 */
async function remove(
  room: Room,
  administrator: Administrator,
  id: string,
  { cases, reason }: Act<'remove'>,
  asked: Asked,
): Promise<CampaignActDone> {
  const row = await campaignFor(room, administrator, id);
  if (row.state === 'draft') throw new Refused('campaign/not-running');
  const named = (await standings(room, id)).filter(({ application_id }) => cases.includes(application_id));
  if (named.length === 0) throw new Refused('campaign/empty');
  const names = await bookOf(room, named);
  const bound = named.filter((each) => !mayGo(each));
  if (bound.length > 0) throw new Refused('campaign/submitted', { names: namesOf(bound, names).join('、') });
  const gone: Standing[] = [];
  for (const each of named) {
    const statements = [
      removeCase(each.application_id, room.now()),
      // What led him there leads nowhere now.
      ...(each.status === 'draft' ? [deleteNotificationsOf([each.application_id])] : []),
    ];
    // Whoever submits in this very moment keeps his place: then the draft is not there to be deleted.
    const isGone =
      each.status === 'draft'
        ? await room.flow.deleteDraft(each.application_id, each.person, statements).then(
            () => true,
            (error: unknown) => {
              if (error instanceof Refused) return false;
              throw error;
            },
          )
        : await room.database
            .transaction((transaction) => transaction.commitWith(statements))
            .then(() => true);
    if (isGone) gone.push(each);
  }
  if (gone.length > 0)
    await room.database.query(
      eventStatement(
        room,
        id,
        administrator.id,
        'removed',
        { count: gone.length, people: namesOf(gone, names).slice(0, shown), ...said(reason) },
        asked,
      ),
    );
  const left = named.filter((each) => !gone.includes(each));
  if (left.length > 0) throw new Refused('campaign/submitted', { names: namesOf(left, names).join('、') });
  return { count: gone.length };
}

const mayGo = ({ status, state }: Standing): boolean =>
  status === undefined || status === 'draft' || state === 'refused';

const bookOf = async (room: Room, cases: readonly Pick<NewCase, 'person'>[]): Promise<NameBook> =>
  openNameBook(
    room.database,
    await organisation(room),
    cases.map(({ person }) => person),
  );

const namesOf = (cases: readonly Pick<NewCase, 'subject' | 'person'>[], names: NameBook): readonly string[] =>
  cases.map(({ subject, person }) => {
    if (subject !== person) return names.unit(subject);
    const { name, number } = names.person(person);
    return `${name}（${number}）`;
  });
