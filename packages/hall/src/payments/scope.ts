/**
 * The one place that says who looks after payments: the finance office (and administrators) all of them and everything that is done
 * with them; whoever works in the unit that owns a service sees that service's.
 */
import { Refused } from '@yizhan/contract';
import type { Directory } from '@yizhan/identity';
import { organisation, type Room } from '../room.ts';
import type { Viewer } from '../viewer.ts';

export interface PaymentScope {
  readonly isFinance: boolean;
  /** Whose orders he sees; null: all. */
  readonly services: readonly string[] | null;
}

/** @throws Refused `payment/not-yours` */
export async function paymentScope(room: Room, viewer: Viewer): Promise<PaymentScope> {
  const directory = await organisation(room);
  if (directory.administrators().includes(viewer.id) || worksIn(directory, viewer.id, room.site.finance))
    return { isFinance: true, services: null };
  const services = (await room.catalogue.current())
    .filter(({ settings }) => worksIn(directory, viewer.id, settings.owner.unit))
    .map(({ id }) => id);
  const taking = services.length === 0 ? [] : await takingMoney(room, services);
  if (taking.length === 0) throw new Refused('payment/not-yours');
  return { isFinance: false, services: taking };
}

/** For menus: what of it somebody looks after, if anything. */
export async function paymentPart(room: Room, viewer: Viewer): Promise<'finance' | 'owner' | 'none'> {
  try {
    return (await paymentScope(room, viewer)).isFinance ? 'finance' : 'owner';
  } catch (error) {
    if (error instanceof Refused) return 'none';
    throw error;
  }
}

/** @throws Refused `payment/finance-only`, `payment/not-yours` */
export async function refuseOthers(room: Room, viewer: Viewer): Promise<void> {
  const { isFinance } = await paymentScope(room, viewer);
  if (!isFinance) throw new Refused('payment/finance-only');
}

/** Of these services, those whose flow asks for money. */
async function takingMoney(room: Room, services: readonly string[]): Promise<readonly string[]> {
  const current = await room.catalogue.current();
  const definitions = await Promise.all(
    current
      .filter(({ id }) => services.includes(id))
      .map(async ({ id, definition }) => ({ id, program: (await room.flow.definition(definition)).program })),
  );
  return definitions
    .filter(({ program }) =>
      [...program.nodes.values()].some(
        (node) => node.kind === 'serviceTask' && (node.order?.is === 'pay' || node.order?.is === 'transfer'),
      ),
    )
    .map(({ id }) => id);
}

/** A post there or below, or one of its groups. */
function worksIn(directory: Directory, person: string, unit: string | undefined): boolean {
  if (unit === undefined) return false;
  const units = directory.subtree(unit);
  return (
    directory.postsOf(person).some((post) => units.includes(post.unitId)) ||
    directory.groupsOf(person).some((group) => units.includes(directory.group(group)?.unitId ?? ''))
  );
}
