import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Person {
  readonly name: string;
  /** 工号 or 学号: what one signs in with. */
  readonly number: string;
  readonly phone: string;
}

const file = fileURLToPath(new URL('../../site/demo/org/organisation.json', import.meta.url));
const { persons } = JSON.parse(readFileSync(file, 'utf8')) as { persons: readonly Person[] };

/** Somebody of the demo campus; site/demo/README.md tells who is who. */
export function personNamed(name: string): Person {
  const person = persons.find((one) => one.name === name);
  if (person === undefined) throw new Error(`nobody on the demo campus is called ${name}`);
  return person;
}
