import type { ActorRule } from '../../program.ts';
import { type Compiling, isExpression } from '../compiling.ts';
import type { Element } from '../element.ts';
import { attribute, extensions, of } from './attributes.ts';

/**
 * Who does a user task in a file of another engine: an assignee decides alone; candidate users and groups are
 * people of whom any one may.
 */
export function foreignActors(
  task: Element,
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
  if (assignee !== undefined) return { actors: named(assignee, 'person'), isOne: true };
  const actors = [...named(users, 'person'), ...named(groups, 'group')];
  return actors.length > 0 ? { actors, isOne: false } : undefined;
}
