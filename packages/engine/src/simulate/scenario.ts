/**
 * The scenario format of `yizhan simulate` and of `scenarios/*.json` in a service folder. Acts name a task by its
 * element id or its name; a person who is named nowhere is made up.
 */
export interface Scenario {
  readonly process?: string;
  /** ISO 8601; when the run begins. Without a zone it is China's time. */
  readonly now?: string;
  readonly variables?: Variables;
  /** What expressions read of the applicant besides his made-up name and unit, e.g. `{"level": "研究生"}`. */
  readonly applicant?: Variables;
  /** In the place of the service's own values. */
  readonly parameters?: Variables;
  /** Who stands in the place of a made-up name, e.g. `{"unitHead(applicant)": []}`: nobody heads that unit. */
  readonly directory?: Readonly<Record<string, readonly string[]>>;
  /** What workers answer, by element: one answer for each time that they are asked, the last one ever after. */
  readonly services?: Readonly<Record<string, readonly ServiceAnswer[]>>;
  readonly acts: readonly Act[];
}

type Variables = Readonly<Record<string, unknown>>;

export type ServiceAnswer =
  | { readonly set: Variables }
  /** An error that the process may catch. */
  | { readonly error: string }
  /** It did not work: an incident. */
  | { readonly fail: string };

export type Act =
  | {
      readonly do: 'complete';
      readonly task: string;
      readonly as?: string;
      readonly outcome?: 'approve' | 'reject';
      readonly variables?: Variables;
      readonly reason?: string;
    }
  | { readonly do: 'advance'; readonly by: string }
  | { readonly do: 'message'; readonly name: string; readonly key?: string; readonly variables?: Variables }
  | { readonly do: 'signal'; readonly name: string; readonly variables?: Variables }
  | OnTask<'sendBack', { readonly to?: string }>
  | OnTask<'transfer' | 'delegate', { readonly to: string }>
  | OnTask<
      'addSigner',
      { readonly to: string | readonly string[]; readonly how?: 'before' | 'after' | 'beside' }
    >
  | OnTask<'removeSigner', { readonly to: string | readonly string[] }>
  | OnTask<'resolve' | 'claim' | 'release'>
  /** By an administrator. */
  | OnTask<'jump', { readonly to: string }>
  /** The worker's element is asked again. */
  | { readonly do: 'retry'; readonly task: string }
  | { readonly do: 'takeBack'; readonly as: string; readonly reason?: string }
  | { readonly do: 'submit'; readonly variables?: Variables; readonly walk?: 'again' | 'straight' }
  | { readonly do: 'withdraw' | 'cancel'; readonly reason?: string }
  | { readonly do: 'handOver'; readonly as: string; readonly to: string }
  | {
      readonly do: 'suspend' | 'resume' | 'terminate' | 'remind' | 'comment';
      readonly as?: string;
      readonly reason?: string;
    }
  | { readonly do: 'cc'; readonly as?: string; readonly to: string | readonly string[] };

type OnTask<Do extends string, More = unknown> = More & {
  readonly do: Do;
  readonly task: string;
  readonly as?: string;
  readonly reason?: string;
};

export const applicant = 'applicant';
export const administrator = 'administrator';

/** The scenario is not one: the message says where and what is expected. */
export class ScenarioFault extends Error {
  override readonly name = 'ScenarioFault';
}

const fields: Readonly<
  Record<Act['do'], { readonly must: readonly string[]; readonly may: readonly string[] }>
> = {
  complete: { must: ['task'], may: ['as', 'outcome', 'variables', 'reason'] },
  advance: { must: ['by'], may: [] },
  message: { must: ['name'], may: ['key', 'variables'] },
  signal: { must: ['name'], may: ['variables'] },
  sendBack: { must: ['task'], may: ['as', 'to', 'reason'] },
  transfer: { must: ['task', 'to'], may: ['as', 'reason'] },
  delegate: { must: ['task', 'to'], may: ['as', 'reason'] },
  resolve: { must: ['task'], may: ['as', 'reason'] },
  addSigner: { must: ['task', 'to'], may: ['as', 'how', 'reason'] },
  removeSigner: { must: ['task', 'to'], may: ['as', 'reason'] },
  claim: { must: ['task'], may: ['as', 'reason'] },
  release: { must: ['task'], may: ['as', 'reason'] },
  takeBack: { must: ['as'], may: ['reason'] },
  jump: { must: ['task', 'to'], may: ['as', 'reason'] },
  retry: { must: ['task'], may: ['reason'] },
  suspend: { must: [], may: ['as', 'reason'] },
  resume: { must: [], may: ['as', 'reason'] },
  terminate: { must: [], may: ['as', 'reason'] },
  handOver: { must: ['as', 'to'], may: [] },
  remind: { must: [], may: ['as', 'reason'] },
  comment: { must: [], may: ['as', 'reason'] },
  cc: { must: ['to'], may: ['as'] },
  submit: { must: [], may: ['variables', 'walk'] },
  withdraw: { must: [], may: ['reason'] },
  cancel: { must: [], may: ['reason'] },
};

const known = [
  'process',
  'now',
  'variables',
  'applicant',
  'parameters',
  'directory',
  'services',
  'acts',
  'name',
  'expect',
];

/** @throws ScenarioFault naming the first mistake */
export function readScenario(input: unknown): Scenario {
  const scenario = record(input, '场景');
  for (const key of Object.keys(scenario)) {
    if (!known.includes(key)) throw new ScenarioFault(`场景中没有“${key}”这一项`);
  }
  for (const key of ['process', 'now']) text(scenario, key, '场景');
  const now = typeof scenario.now === 'string' ? instantOf(scenario.now) : undefined;
  for (const key of ['variables', 'applicant', 'parameters'])
    if (scenario[key] !== undefined) record(scenario[key], key);
  for (const [name, people] of Object.entries(record(scenario.directory ?? {}, 'directory'))) {
    if (!Array.isArray(people) || people.some((person) => typeof person !== 'string'))
      throw new ScenarioFault(`directory 中的“${name}”应是一列人员编号`);
  }
  if (scenario.services !== undefined) checkServices(record(scenario.services, 'services'));
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

function checkServices(services: Variables): void {
  for (const [element, answers] of Object.entries(services)) {
    if (!Array.isArray(answers)) throw new ScenarioFault(`services.${element} 应是一个列表`);
    for (const [index, answer] of answers.entries()) {
      const where = `services.${element}[${index}]`;
      const { set, error, fail, ...rest } = record(answer, where);
      const given = [set, error, fail].filter((value) => value !== undefined).length;
      if (given !== 1 || Object.keys(rest).length > 0)
        throw new ScenarioFault(`${where} 应是 {"set": {}}、{"error": 代码} 或 {"fail": 说明} 之一`);
      if (set !== undefined) record(set, `${where}.set`);
    }
  }
}

const severalPeople: ReadonlySet<string> = new Set(['addSigner', 'removeSigner', 'cc']);

function checkAct(input: unknown, where: string): void {
  const act = record(input, where);
  const known = Object.entries(fields).find(([name]) => name === act.do)?.[1];
  if (known === undefined)
    throw new ScenarioFault(`${where}.do“${String(act.do)}”应是 ${Object.keys(fields).join('、')} 之一`);
  const allowed = [...known.must, ...known.may];
  for (const key of Object.keys(act))
    if (key !== 'do' && !allowed.includes(key))
      throw new ScenarioFault(`${where}（${String(act.do)}）没有“${key}”这一项`);
  for (const key of known.must)
    if (act[key] === undefined || act[key] === '')
      throw new ScenarioFault(`${where} 缺少 ${key}${key === 'task' ? '（环节的 id 或名称）' : ''}`);
  checkTexts(act, allowed, where);
  if (act.variables !== undefined) record(act.variables, `${where}.variables`);
  if (act.outcome !== undefined && act.outcome !== 'approve' && act.outcome !== 'reject')
    throw new ScenarioFault(`${where}.outcome 应是 approve 或 reject`);
  if (act.walk !== undefined && act.walk !== 'again' && act.walk !== 'straight')
    throw new ScenarioFault(`${where}.walk 应是 again 或 straight`);
}

function checkTexts(act: Variables, allowed: readonly string[], where: string): void {
  for (const key of allowed) if (key !== 'variables' && key !== 'to') text(act, key, where);
  if (!severalPeople.has(String(act.do))) text(act, 'to', where);
  else if ([act.to].flat().some((person) => typeof person !== 'string'))
    throw new ScenarioFault(`${where}.to 应是人员编号或一列人员编号`);
  if (act.how !== undefined && !['before', 'after', 'beside'].includes(String(act.how)))
    throw new ScenarioFault(`${where}.how 应是 before、after 或 beside`);
}

function record(input: unknown, where: string): Variables {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new ScenarioFault(`${where}应是一个 JSON 对象`);
  return input as Variables;
}

function text(holder: Variables, key: string, where: string): void {
  if (holder[key] !== undefined && typeof holder[key] !== 'string')
    throw new ScenarioFault(`${where}.${key} 应是文本`);
}
