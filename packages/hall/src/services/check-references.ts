import type { ActorRule, Node, Program } from '@yizhan/engine';
import { closestName, type Expression, FeelFailure } from '@yizhan/feel';
import type { Directory } from '@yizhan/identity';
import { checkQueryReferences } from '../queries/check-query.ts';
import type { Site } from '../site.ts';
import type { ServiceFolder } from './read-service-folder.ts';
import type { ServiceFault } from './service-fault.ts';
import type { Initiator } from './settings.ts';

/**
 * What a service names outside its folder and the school has not: its category, units, posts, groups, persons,
 * relations. Such a slip compiles, is published, and then finds nobody, in every application.
 */
export function checkReferences(
  { settings, program }: Pick<ServiceFolder, 'settings' | 'program'>,
  { categories, registers, ...site }: Pick<Site, 'categories' | 'registers' | 'lists' | 'resources'>,
  directory: Directory,
): readonly ServiceFault[] {
  const known = categories.map(({ id }) => id);
  const inSettings = (where: string, messages: readonly string[]): readonly ServiceFault[] =>
    messages.map((message) => ({ file: 'service.json', where, message }));
  return [
    ...inSettings(
      'category',
      known.includes(settings.category)
        ? []
        : [`site.json 中没有类别“${settings.category}”${near(settings.category, known)}`],
    ),
    ...inSettings('owner.unit', unitMessages(settings.owner.unit, directory)),
    ...(settings.initiators ?? []).flatMap((initiator, index) =>
      inSettings(`initiators[${index}]`, messagesOf(initiator, directory)),
    ),
    ...checkQueryReferences(settings, { registers, ...site }, directory),
    ...registerFaults(program, registers),
    ...namedBy(program).flatMap(({ node, rule }) =>
      messagesOf(rule, directory).map((message) => ({ file: 'flow.bpmn', where: node.id, message })),
    ),
  ];
}

/** Registers that works write, and the columns that they name where that can be seen without data. */
function registerFaults(program: Program, registers: Site['registers']): readonly ServiceFault[] {
  const programs = new Set([program, ...program.called.values()]);
  const nodes = [...programs].flatMap((each) => [...each.nodes.values()]);
  return nodes.flatMap((node) => {
    const order = node.kind === 'serviceTask' ? node.order : undefined;
    if (order?.is !== 'register' && order?.is !== 'strike') return [];
    const register = registers.get(order.register);
    const fault = (message: string) => ({ file: 'flow.bpmn', where: node.id, message });
    if (register === undefined)
      return [fault(`没有台账“${order.register}”${near(order.register, [...registers.keys()])}`)];
    const keys = order.is === 'register' ? keysOf(order.row) : [];
    const columns = register.columns.map(({ key }) => key);
    return keys
      .filter((key) => !columns.includes(key))
      .map((key) => fault(`台账“${register.name}”没有列“${key}”${near(key, columns)}`));
  });
}

/** A context written out has its keys whatever the data are. */
function keysOf(row: Expression): readonly string[] {
  try {
    const value = row.evaluate({});
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
  } catch (error) {
    if (error instanceof FeelFailure) return [];
    throw error;
  }
}

/** Who is asked, and who is told, in a process and those that it calls. */
function namedBy(program: Program): readonly { readonly node: Node; readonly rule: ActorRule }[] {
  const programs = new Set([program, ...program.called.values()]);
  return [...programs].flatMap(({ nodes }) =>
    [...nodes.values()].flatMap((node) => actorsAt(node).map((rule) => ({ node, rule }))),
  );
}

function actorsAt(node: Node): readonly ActorRule[] {
  if (node.kind === 'userTask') return node.approval.actors;
  return node.kind === 'serviceTask' && node.order?.is === 'notify' ? node.order.actors : [];
}

/** What is wrong with a rule; rules that take people from the form or the applicant can only be wrong in their words. */
function messagesOf(rule: ActorRule | Initiator, directory: Directory): readonly string[] {
  switch (rule.is) {
    case 'person':
      return directory.isActive(rule.person) ? [] : [`没有人员“${rule.person}”，或已停用`];
    case 'group':
      return groupMessages(rule.group, directory);
    case 'post':
      return 'unit' in rule
        ? postMessages(rule.title, rule.unit, directory)
        : titleMessages(rule.title, directory);
    case 'relation':
      return rule.relation === 'lineManager' || directory.hasRelations(rule.relation)
        ? []
        : [`组织机构中没有登记任何 ${rule.relation} 关系`];
    case 'initiator':
    case 'applicant':
    case 'principal':
    case 'unitHead':
    case 'dataOwner':
    case 'field':
    case 'headChain':
    case 'chosen':
    case 'expression':
    case 'guest':
    case 'colleague':
      return [];
  }
}

function unitMessages(id: string, directory: Directory): readonly string[] {
  if (directory.unit(id) !== undefined) return [];
  const units = directory.unitsTree().flatMap(({ id: root }) => directory.subtree(root));
  return [`没有单位“${id}”${near(id, units)}`];
}

function groupMessages(id: string, directory: Directory): readonly string[] {
  const group = directory.group(id);
  if (group === undefined)
    return [
      `没有组“${id}”${near(
        id,
        directory.groups().map((each) => each.id),
      )}`,
    ];
  return group.members.length > 0 ? [] : [`组“${id}”（${group.name}）里没有在册的人`];
}

function postMessages(title: string, unit: string, directory: Directory): readonly string[] {
  const unknown = unitMessages(unit, directory);
  if (unknown.length > 0 || directory.holdersOf(title, unit).length > 0) return unknown;
  const titles = titlesIn(directory, unit);
  const name = directory.unit(unit)?.name ?? unit;
  return [
    `单位“${unit}”（${name}）没有担任“${title}”的人${near(title, titles) || (titles.length > 0 ? `；有：${titles.slice(0, 12).join('、')}` : '')}`,
  ];
}

function titleMessages(title: string, directory: Directory): readonly string[] {
  const titles = titlesIn(directory);
  return titles.includes(title) ? [] : [`任何单位都没有担任“${title}”的人${near(title, titles)}`];
}

const titlesIn = (directory: Directory, unit?: string): readonly string[] => [
  ...new Set(
    directory
      .posts()
      .filter(({ unitId }) => unit === undefined || unitId === unit)
      .map(({ title }) => title),
  ),
];

function near(name: string, candidates: readonly string[]): string {
  const closest = closestName(name, candidates) ?? candidates.find((each) => each.includes(name));
  return closest === undefined ? '' : `，是不是 ${closest}？`;
}
