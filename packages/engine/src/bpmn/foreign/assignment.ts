import type { ActorRule } from '../../program.ts';
import { bodyOf, type Compiling, isExpression } from '../compiling.ts';
import type { FlowElement } from '../element.ts';
import { attribute, extensions, of } from './attributes.ts';

/**
 * Who does a user task in a file of another engine: an assignee decides alone; candidate users and groups are
 * people of whom any one may.
 */
export function foreignActors(
  task: FlowElement,
  compiling: Compiling,
): { readonly actors: readonly ActorRule[]; readonly isOne: boolean } | undefined {
  const [zeebe] = extensions(task, 'assignmentDefinition');
  const assignee = attribute(task, 'assignee') ?? of(zeebe, 'assignee');
  const users = attribute(task, 'candidateUsers') ?? of(zeebe, 'candidateUsers');
  const groups = attribute(task, 'candidateGroups') ?? of(zeebe, 'candidateGroups');
  const named = (text: string | undefined, is: 'person' | 'group'): readonly ActorRule[] => {
    if (text === undefined) return [];
    if (compiling.initiator !== undefined && text.replace(/\s/g, '') === `\${${compiling.initiator}}`)
      return [{ is: 'initiator' }];
    if (isExpression(text)) {
      const expression = compiling.expression(text, task.id ?? '');
      return expression === undefined ? [] : [{ is: 'expression', expression }];
    }
    const names = text
      .split(',')
      .map((name) => name.trim())
      .filter(Boolean);
    return names.map((name) => (is === 'person' ? { is, person: name } : { is, group: name }));
  };
  const [performer] = rolesOf(task, 'bpmn:HumanPerformer');
  const one = assignee ?? performer;
  if (one !== undefined) return { actors: named(one, 'person'), isOne: true };
  const owners = rolesOf(task, 'bpmn:PotentialOwner').flatMap(ownersIn);
  const actors = [
    ...named(users, 'person'),
    ...named(groups, 'group'),
    ...owners.flatMap(({ name, is }) => named(name, is)),
  ];
  return actors.length > 0 ? { actors, isOne: false } : undefined;
}

/** The standard's own way (BPMN 2.0, 10.3.4): the texts of the roles of that kind. */
const rolesOf = ({ resources = [] }: FlowElement, kind: string): readonly string[] =>
  resources.flatMap((role) =>
    role.$type === kind ? (bodyOf(role.resourceAssignmentExpression?.expression) ?? []) : [],
  );

/** `user(kermit), group(management)`, as Activiti and Flowable write it; a bare name is a group. */
function ownersIn(text: string): readonly { readonly name: string; readonly is: 'person' | 'group' }[] {
  if (isExpression(text)) return [{ name: text, is: 'group' }];
  return text.split(',').map((part) => {
    const [, kind = 'group', name = ''] = /^\s*(?:(user|group)\()?([^()]*)\)?\s*$/.exec(part) ?? [];
    return { name, is: kind === 'user' ? 'person' : 'group' };
  });
}
