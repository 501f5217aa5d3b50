/**
 * The one place that says who reads a register: whoever works in the unit that owns it (a post there or below, or one of
 * its groups) and administrators read all rows; everybody reads those about himself. To others it does not exist.
 */
import type { Directory } from '@yizhan/identity';
import type { Viewer } from '../viewer.ts';
import type { Register } from './register.ts';

export type Scope = 'all' | 'own';

export function scopeFor(register: Register, viewer: Viewer, directory: Directory): Scope | undefined {
  if (directory.administrators().includes(viewer.id)) return 'all';
  const units = directory.subtree(register.owner);
  const holdsPost = directory.postsOf(viewer.id).some((post) => units.includes(post.unitId));
  const isMember = directory
    .groupsOf(viewer.id)
    .some((group) => units.includes(directory.group(group)?.unitId ?? ''));
  if (holdsPost || isMember) return 'all';
  return register.personal === undefined ? undefined : 'own';
}
