import { type Node, type Program, stepsOf } from '@yizhan/engine';
import type { FormDocument } from '@yizhan/forms';
import type { ServiceFault } from '../services/service-fault.ts';
import type { ServiceSettings } from '../services/settings.ts';
import type { AnnouncementSettings } from './settings.ts';

/** What announcements, the form and the flow must agree on before a service is published. */
export function checkAnnouncements(
  { announcements = {}, parameters = {} }: Pick<ServiceSettings, 'announcements' | 'parameters'>,
  form: FormDocument,
  program: Program,
): readonly ServiceFault[] {
  const steps = stepsOf(program).map(({ node }) => node.id);
  const programs = [...new Set([program, ...program.called.values()])];
  const nodes = programs.flatMap((each) => [...each.nodes.values()]);
  const published = nodes.flatMap((node) => publishedBy(node) ?? []);
  return [
    ...Object.entries(announcements).flatMap(([id, announcement]) =>
      [
        ...messagesOf(announcement, form, steps, parameters),
        ...(published.includes(id) ? [] : ['流程中没有发布它的工作（yizhan:work is="publish"）']),
      ].map((message) => ({ file: 'service.json', where: `announcements.${id}`, message })),
    ),
    ...nodes.flatMap((node) => {
      const id = publishedBy(node);
      return id === undefined || Object.hasOwn(announcements, id)
        ? []
        : [
            {
              file: 'flow.bpmn',
              where: node.id,
              message: `service.json 的 announcements 中没有“${id}”`,
            },
          ];
    }),
  ];
}

const publishedBy = (node: Node): string | undefined =>
  node.kind === 'serviceTask' && node.order?.is === 'publish' ? node.order.announcement : undefined;

function messagesOf(
  { fields, workdays, objections, handledAt = [] }: AnnouncementSettings,
  form: FormDocument,
  steps: readonly string[],
  parameters: NonNullable<ServiceSettings['parameters']>,
): readonly string[] {
  const known = form.sections.flatMap((section) => section.fields);
  return [
    ...fields.flatMap(({ field: key, mask }) => {
      const field = known.find((each) => each.key === key);
      if (field === undefined) return [`表单中没有字段“${key}”`];
      if (field.type === 'table' || field.type === 'note')
        return [`字段“${key}”不能公示：明细和说明没有一个值`];
      if (field.secret && mask === undefined) return [`字段“${key}”是敏感信息，公示时要写 mask`];
      return [];
    }),
    ...(typeof workdays === 'string' &&
    typeof parameters[workdays.slice('parameters.'.length)]?.value !== 'number'
      ? [`parameters 中没有数值“${workdays}”`]
      : []),
    ...(objections !== 'none' && handledAt.length === 0
      ? ['收异议（objections）时要写由哪些环节处理（handledAt）']
      : []),
    ...handledAt
      .filter((step) => !steps.includes(step))
      .map((step) => `流程中没有环节“${step}”（handledAt）`),
  ];
}
