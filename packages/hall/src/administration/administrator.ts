import { Refused } from '@yizhan/contract';
import type { Instance } from '@yizhan/flow';
import type { Grant } from '@yizhan/identity';
import { isConfidential } from '../applications/is-confidential.ts';
import { versionOf } from '../applications/version-of.ts';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';

/** Somebody who looks after running processes, with what gives him the right to. */
export interface Administrator extends Viewer {
  readonly grants: readonly Pick<Grant, 'role' | 'unitId'>[];
}

/**
 * The one place that says what an administrator looks after: everything as 系统管理员; as 单位管理员 the services that
 * his unit, or one below it, owns. By the current owner, for a service that changes hands takes its cases along.
 * @returns ids of services; null: all
 */
export async function servicesOf(room: Room, { grants }: Administrator): Promise<readonly string[] | null> {
  if (grants.some(({ role, unitId }) => role === 'administrator' && unitId === null)) return null;
  const directory = await organisation(room);
  return (await room.catalogue.current())
    .filter(({ settings }) => directory.mayActAs('unit-administrator', settings.owner.unit, grants))
    .map(({ id }) => id);
}

/** What he looks after of what he asks for. */
export async function servicesAskedFor(
  room: Room,
  administrator: Administrator,
  service: string | undefined,
): Promise<readonly string[] | null> {
  const services = await servicesOf(room, administrator);
  if (service === undefined) return services;
  return services === null || services.includes(service) ? [service] : [];
}

/**
 * An instance that he looks after. To others it does not exist, a draft is nobody's business yet, and what is confidential
 * is its own people's.
 * @throws Refused `application/not-found`
 */
export async function instanceFor(room: Room, administrator: Administrator, id: string): Promise<Instance> {
  const instance = await room.flow.instance(id);
  const services = await servicesOf(room, administrator);
  const isHis = services === null || services.includes(instance.row.key);
  const isSecret = isHis && isConfidential(room, await versionOf(room, instance), instance.state);
  if (!isHis || isSecret || instance.state.status === 'draft') throw new Refused('application/not-found');
  return instance;
}

/**
 * Nobody pushes his own application through.
 * @throws Refused `administration/own-application`
 */
export function refuseOwn({ id }: Administrator, { initiator, applicant }: Instance['row']): void {
  if (id === initiator || id === applicant) throw new Refused('administration/own-application');
}
