/**
 * The scenario format of `yizhan simulate` and of `scenarios/*.json` in a service folder. Acts name a task by its
 * element id or its name; a person who is named nowhere is made up.
 */
export interface Scenario {
  readonly process?: string;
  /** ISO 8601; when the run begins. Without a zone it is China's time. */
  readonly now?: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  /** Who stands in the place of a made-up name, e.g. `{"unitHead(applicant)": []}`: nobody heads that unit. */
  readonly directory?: Readonly<Record<string, readonly string[]>>;
  readonly acts: readonly Act[];
}

export type Act =
  | {
      readonly do: 'complete';
      readonly task: string;
      readonly as?: string;
      readonly outcome?: 'approve' | 'reject';
      readonly variables?: Readonly<Record<string, unknown>>;
      readonly reason?: string;
    }
  | {
      readonly do: 'sendBack';
      readonly task: string;
      readonly as?: string;
      readonly to?: string;
      readonly reason?: string;
    }
  | {
      readonly do: 'submit';
      readonly variables?: Readonly<Record<string, unknown>>;
      readonly walk?: 'again' | 'straight';
    }
  | { readonly do: 'withdraw' | 'cancel'; readonly reason?: string };

/** The scenario is not one: the message says where and what is expected. */
export class ScenarioFault extends Error {
  override readonly name = 'ScenarioFault';
}

const fields: Readonly<Record<Act['do'], readonly string[]>> = {
  complete: ['task', 'as', 'outcome', 'variables', 'reason'],
  sendBack: ['task', 'as', 'to', 'reason'],
  submit: ['variables', 'walk'],
  withdraw: ['reason'],
  cancel: ['reason'],
};

/** @throws ScenarioFault naming the first mistake */
export function readScenario(input: unknown): Scenario {
  const scenario = record(input, '场景');
  for (const key of Object.keys(scenario)) {
    if (!['process', 'now', 'variables', 'directory', 'acts', 'name', 'expect'].includes(key))
      throw new ScenarioFault(`场景中没有“${key}”这一项`);
  }
  optional(scenario, 'process', 'string', '场景');
  optional(scenario, 'now', 'string', '场景');
  const now = typeof scenario.now === 'string' ? instantOf(scenario.now) : undefined;
  if (scenario.variables !== undefined) record(scenario.variables, 'variables');
  for (const [name, people] of Object.entries(record(scenario.directory ?? {}, 'directory')))
    if (!Array.isArray(people) || people.some((person) => typeof person !== 'string'))
      throw new ScenarioFault(`directory 中的“${name}”应是一列人员编号`);
  const acts = scenario.acts ?? [];
  if (!Array.isArray(acts)) throw new ScenarioFault('acts 应是一个列表');
  for (const [index, act] of acts.entries()) checkAct(act, `acts[${index}]`);
  return { ...scenario, ...(now !== undefined && { now }), acts } as Scenario;
}

/** In UTC, as `Context.now` is; a date alone means its midnight. */
function instantOf(text: string): string {
  const [, date, time = 'T00:00', zone = '+08:00'] = iso8601.exec(text) ?? [];
  const instant = date === undefined ? Number.NaN : Date.parse(date + time + zone);
  if (Number.isNaN(instant))
    throw new ScenarioFault(`now“${text}”不是 ISO 8601 时间，应如 2026-01-05T09:00:00+08:00`);
  return new Date(instant).toISOString();
}

const iso8601 = /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d(?::\d\d(?:\.\d+)?)?)(Z|[+-]\d\d:\d\d)?)?$/;

function checkAct(input: unknown, where: string): void {
  const act = record(input, where);
  const allowed = Object.entries(fields).find(([name]) => name === act.do)?.[1];
  if (allowed === undefined)
    throw new ScenarioFault(`${where}.do“${String(act.do)}”应是 ${Object.keys(fields).join('、')} 之一`);
  for (const key of Object.keys(act))
    if (key !== 'do' && !allowed.includes(key))
      throw new ScenarioFault(`${where}（${String(act.do)}）没有“${key}”这一项`);
  for (const key of ['task', 'as', 'to', 'reason', 'outcome', 'walk']) optional(act, key, 'string', where);
  if (allowed.includes('task') && typeof act.task !== 'string')
    throw new ScenarioFault(`${where} 缺少 task（环节的 id 或名称）`);
  if (act.variables !== undefined) record(act.variables, `${where}.variables`);
  if (act.outcome !== undefined && act.outcome !== 'approve' && act.outcome !== 'reject')
    throw new ScenarioFault(`${where}.outcome 应是 approve 或 reject`);
  if (act.walk !== undefined && act.walk !== 'again' && act.walk !== 'straight')
    throw new ScenarioFault(`${where}.walk 应是 again 或 straight`);
}

function record(input: unknown, where: string): Readonly<Record<string, unknown>> {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new ScenarioFault(`${where}应是一个 JSON 对象`);
  return input as Readonly<Record<string, unknown>>;
}

function optional(holder: Readonly<Record<string, unknown>>, key: string, type: string, where: string): void {
  if (holder[key] !== undefined && typeof holder[key] !== type)
    throw new ScenarioFault(`${where}.${key} 应是${type === 'string' ? '文本' : type}`);
}
