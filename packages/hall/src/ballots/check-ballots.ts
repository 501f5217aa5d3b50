import type { Node, Program, UserTask } from '@yizhan/engine';
import { accessAt, checkDocument, type FormDocument, mayWrite } from '@yizhan/forms';
import type { ServiceFault } from '../services/service-fault.ts';
import type { ServiceSettings } from '../services/settings.ts';
import type { Figure } from '../services/words.ts';
import { ballotForm } from './ballot.ts';
import type { BallotSettings } from './settings.ts';

/** What ballots, the steps that cast them and the works that count them must agree on before a service is published. */
export function checkBallots(
  settings: Pick<ServiceSettings, 'ballots' | 'parameters'>,
  form: FormDocument,
  program: Program,
): readonly ServiceFault[] {
  const { ballots = {} } = settings;
  const nodes = [...new Set([program, ...program.called.values()])].flatMap((each) => [
    ...each.nodes.values(),
  ]);
  const steps = nodes.filter((node): node is UserTask => node.kind === 'userTask' && !!node.approval.ballot);
  const counted = new Set(nodes.flatMap((node) => tallyOf(node) ?? []));
  const inFlow = (where: string, message: string) => ({ file: 'flow.bpmn', where, message });
  return [
    ...Object.entries(ballots).flatMap(([id, ballot]) => [
      ...faultsOf(id, ballot, settings),
      ...(steps.some((step) => step.approval.ballot?.id === id)
        ? []
        : [inSettings(`ballots.${id}`, '流程中没有环节用这张选票')]),
      ...(counted.has(id) ? [] : [inSettings(`ballots.${id}`, '流程中没有计票（yizhan:work is="tally"）')]),
    ]),
    ...steps.flatMap((step) => stepMessages(step, ballots, form).map((message) => inFlow(step.id, message))),
    ...nodes
      .filter((node) => !Object.hasOwn(ballots, tallyOf(node) ?? '') && tallyOf(node) !== undefined)
      .map((node) => inFlow(node.id, `service.json 的 ballots 中没有“${tallyOf(node)}”`)),
  ];
}

const inSettings = (where: string, message: string): ServiceFault => ({
  file: 'service.json',
  where,
  message,
});

const tallyOf = (node: Node): string | undefined =>
  node.kind === 'serviceTask' && node.order?.is === 'tally' ? node.order.ballot : undefined;

function faultsOf(
  id: string,
  ballot: BallotSettings,
  { parameters = {} }: Pick<ServiceSettings, 'parameters'>,
): readonly ServiceFault[] {
  const place = `ballots.${id}`;
  const { questions, voters = [] } = ballot;
  const unknown = (figure: Figure): boolean =>
    typeof figure === 'string' && typeof parameters[figure.slice('parameters.'.length)]?.value !== 'number';
  const figures = [
    ...voters.map(({ weight }) => weight),
    ...questions.flatMap(({ weight = 1, scores = {} }) => [weight, ...Object.values(scores)]),
  ];
  return [
    ...checkDocument(ballotForm(ballot)).faults.map((fault) =>
      inSettings(`${place}.${fault.path}`, fault.message),
    ),
    ...figures.filter(unknown).map((figure) => inSettings(place, `parameters 中没有数值“${figure}”`)),
    ...questions.flatMap(({ key, scores = {}, options = [] }) =>
      Object.keys(scores)
        .filter((value) => !options.some((option) => option.value === value))
        .map((value) => inSettings(`${place}.${key}.scores`, `没有选项“${value}”`)),
    ),
    ...twice(voters.map((group) => group.id)).map((group) =>
      inSettings(`${place}.voters`, `“${group}”写了两次`),
    ),
  ];
}

const twice = (ids: readonly string[]): readonly string[] =>
  ids.filter((id, index) => ids.indexOf(id) !== index);

function stepMessages(
  { id, approval }: UserTask,
  ballots: Readonly<Record<string, BallotSettings>>,
  form: FormDocument,
): readonly string[] {
  if (approval.ballot === undefined) return [];
  const { ballot } = approval;
  const settings = Object.hasOwn(ballots, ballot.id) ? ballots[ballot.id] : undefined;
  if (settings === undefined) return [`service.json 的 ballots 中没有“${ballot.id}”`];
  const groups = (settings.voters ?? []).map((group) => group.id);
  const access = accessAt(form, id);
  const fields = form.sections.flatMap((section) => section.fields);
  const written = fields
    .flatMap((field) => [
      field.key,
      ...(field.type === 'table' ? field.items.map((item) => `${field.key}.${item.key}`) : []),
    ])
    .filter((path) => mayWrite(access(path)));
  return [
    ...ballot.voters
      .filter((group) => (groups.length > 0 ? !groups.includes(group) : group !== ''))
      .map((group) =>
        group === ''
          ? `每个 yizhan:actor 都要写 voters：${groups.join('、')} 之一`
          : `选票“${ballot.id}”没有参评人类别“${group}”`,
      ),
    // What a voter writes into the form stands there with his name beside it.
    ...written.map((path) => `选票环节不能填写表单字段 ${path}：填写的内容会与姓名一起留痕`),
  ];
}
