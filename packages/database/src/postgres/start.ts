import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { isConnectionLoss } from '../unavailable.ts';
import { type Binaries, prepareBinaries } from './binaries.ts';
import { explain, PostgresFailed } from './failure.ts';
import { initialise, superuser } from './initialise.ts';
import { type Keeper, keepConnected } from './keeper.ts';
import { type Launched, launch, type Settings } from './launch.ts';
import { Patience } from './patience.ts';
import { findPlace, makePlace, type Place } from './places.ts';
import { choosePort, rememberPort } from './port.ts';
import { isPostmasterOf, type Postmaster, readPostmaster } from './postmaster.ts';
import { stopServer } from './stop.ts';

export interface StartOptions {
  /** Where the server lives; made when it is missing. */
  readonly directory: string;
  /** Told what happens, a line at a time. */
  readonly log?: (line: string) => void;
  /** Settings of postgresql.conf, for a server that has to be started. */
  readonly settings?: Settings;
  /** Picks the port for a server that has to be started. */
  readonly port?: (home: string) => Promise<number>;
}

export interface RunningPostgres {
  /** Of the database `yizhan`, with its password. */
  readonly url: string;
  readonly dataDirectory: string;
  readonly pid: number;
  /** It was running before. */
  readonly adopted: boolean;
  /** Stops the server unless another process uses it; answers whether it was stopped. */
  stop(): Promise<boolean>;
}

const database = 'yizhan';

/** Starts the embedded server of a directory, or adopts the one that runs there. Throws PostgresFailed. */
export async function startPostgres(options: StartOptions): Promise<RunningPostgres> {
  const { directory, log = () => undefined, settings = {}, port = choosePort } = options;
  return explained(directory, async (place) => {
    makePlace(place, log);
    const binaries = prepareBinaries(place, log);
    await initialise(place, binaries, settings, log);
    return adoptOrLaunch(place, binaries, () => port(place.home), settings, log);
  });
}

/** The embedded server of a directory if one is running there; starts none. */
export async function findPostgres(directory: string): Promise<RunningPostgres | undefined> {
  return explained(directory, async (place) => {
    if (!existsSync(place.cluster)) return undefined;
    return adopt(
      place,
      prepareBinaries(place, () => undefined),
    );
  });
}

/** A failure on the way is told with words for the person who started us. */
async function explained<Result>(
  directory: string,
  work: (place: Place) => Promise<Result>,
): Promise<Result> {
  let where = directory;
  try {
    const place = findPlace(directory);
    where = place.dataDirectory;
    return await work(place);
  } catch (error) {
    throw explain(error, where);
  }
}

/**
 * Looks and acts until a server of this directory has let us in. Nothing here assumes who started it: our own child
 * may lose the race for `postmaster.pid` to another start, and then that one's server is adopted.
 */
async function adoptOrLaunch(
  place: Place,
  binaries: Binaries,
  port: () => Promise<number>,
  settings: Settings,
  log: (line: string) => void,
): Promise<RunningPostgres> {
  const patience = new Patience(log);
  let child: Launched | undefined;
  for (;;) {
    const running = await adopt(place, binaries, child?.pid);
    if (running) {
      log(running.adopted ? 'found the database running' : 'the database is running');
      return running;
    }
    const present = presentPostmaster(place);
    if (present) patience.waitForServer(present.status);
    else if (!child || child.hasEnded()) {
      if (child) patience.judge(child.said());
      child = launch(place, binaries, await port(), settings);
    }
    await pause(25);
  }
}

function presentPostmaster({ dataDirectory }: Place): Postmaster | undefined {
  const postmaster = readPostmaster(dataDirectory);
  return postmaster && isPostmasterOf(postmaster.pid, dataDirectory) ? postmaster : undefined;
}

/** Undefined while no server is ready to let us in. */
async function adopt(
  place: Place,
  binaries: Binaries,
  launched?: number,
): Promise<RunningPostgres | undefined> {
  const postmaster = presentPostmaster(place);
  if (postmaster?.status !== 'ready') return undefined;
  const { pid, port } = postmaster;
  const keeper = await letIn(place, port);
  if (!keeper) return undefined;
  const adopted = pid !== launched;
  if (!adopted) rememberPort(place.home, port);
  let stopping: Promise<boolean> | undefined;
  return {
    url: urlOf(place, port, database),
    dataDirectory: place.dataDirectory,
    pid,
    adopted,
    stop() {
      stopping ??= stopServer(place, binaries, pid, keeper, () => letIn(place, port));
      return stopping;
    },
  };
}

/** A session on the server, or undefined while it is not yet, or no longer, open. */
async function letIn(place: Place, port: number): Promise<Keeper | undefined> {
  try {
    return await keepConnected(urlOf(place, port, 'postgres'), place.dataDirectory, database);
  } catch (error) {
    if (isConnectionLoss(error)) return undefined;
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new PostgresFailed(
        `the server of ${place.dataDirectory} refuses the password in ${place.passwordFile}. ` +
          'Somebody has changed one of the two.',
        { cause: error },
      );
    }
    throw error;
  }
}

function urlOf(place: Place, port: number, name: string): string {
  const password = readFileSync(place.passwordFile, 'utf8').trim();
  return `postgres://${superuser}:${password}@127.0.0.1:${port}/${name}`;
}
