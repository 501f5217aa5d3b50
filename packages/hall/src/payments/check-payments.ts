import type { Node, Program } from '@yizhan/engine';
import type { ServiceFault } from '../services/service-fault.ts';
import type { ServiceSettings } from '../services/settings.ts';

/** What a service that takes money must have before it is published. */
export function checkPayments(
  { kind }: Pick<ServiceSettings, 'kind'>,
  program: Program,
): readonly ServiceFault[] {
  const programs = [...new Set([program, ...program.called.values()])];
  const taking = programs.flatMap((each) =>
    [...each.nodes.values()].flatMap((node) => {
      const errors = errorsOf(node);
      return errors === undefined ? [] : [{ node, errors, program: each }];
    }),
  );
  return [
    ...(kind === 'payment' && taking.length === 0
      ? [
          {
            file: 'flow.bpmn',
            where: program.id,
            message: 'kind 是 payment，流程中却没有缴费（yizhan:work is="pay"）或转账（is="transfer"）',
          },
        ]
      : []),
    ...taking.flatMap(({ node, errors: [code, what], program: each }) =>
      isCaught(node, code, each)
        ? []
        : [
            {
              file: 'flow.bpmn',
              where: node.id,
              message: `${what}时会抛出错误 ${code}，要有接住它的边界错误事件（errorCode="${code}"），否则申请停在这里`,
            },
          ],
    ),
  ];
}

function errorsOf(node: Node): readonly [code: string, what: string] | undefined {
  const is = node.kind === 'serviceTask' ? node.order?.is : undefined;
  if (is === 'pay') return ['payment.timeout', '到时未付'];
  return is === 'transfer' ? ['transfer.overdraft', '经费卡余额不足'] : undefined;
}

/** By an event on its edge, on that of anything around it, or in an event sub-process. */
function isCaught(node: Node, code: string, { nodes }: Program): boolean {
  const ownEdge = 'boundary' in node ? node.boundary : [];
  return [...nodes.values()].some((each) => {
    if (each.kind !== 'boundaryEvent' && each.kind !== 'startEvent') return false;
    const { trigger } = each;
    if (trigger?.kind !== 'error' || (trigger.code !== undefined && trigger.code !== code)) return false;
    return each.kind === 'startEvent' || ownEdge.includes(each.id) || each.scope !== node.scope;
  });
}
