import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { PostgresFailed } from './failure.ts';

/** The user who runs the server when root starts it. */
export interface RunAs {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

const candidates = ['yizhan', 'postgres', 'nobody'];

/** Undefined: whoever we are. As root: the owner of `cluster` when there is one, else a user made for servers. */
export function chooseUser(cluster: string | undefined): RunAs | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const users = readUsers();
  if (cluster !== undefined) {
    const { uid, gid } = statSync(cluster);
    if (uid === 0) throw new PostgresFailed(`${cluster} belongs to root, whom PostgreSQL refuses. chown it.`);
    return users.find((user) => user.uid === uid) ?? { name: `uid ${uid}`, uid, gid };
  }
  const user = candidates.map((name) => users.find((one) => one.name === name)).find(Boolean);
  if (user) return user;
  throw new PostgresFailed(
    'PostgreSQL refuses to run as root, and there is no user yizhan, postgres or nobody. ' +
      'Make one (useradd --system yizhan), start as an ordinary user, or set DATABASE_URL.',
  );
}

function readUsers(): RunAs[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
    .filter((fields) => fields.length >= 4)
    .map(([name, , uid, gid]) => ({
      name: name!,
      uid: Number(uid),
      gid: Number(gid),
    }));
}

/** initdb asks the system for its user's name; containers often run under a bare number. */
export function refuseNamelessUser(): void {
  try {
    userInfo();
  } catch (cause) {
    throw new PostgresFailed(
      `the user id ${process.getuid?.()} has no name on this system, and PostgreSQL refuses to initialise for ` +
        'it. Give it one (a line in /etc/passwd), start as a named user, or set DATABASE_URL.',
      { cause },
    );
  }
}
