import { forgetExpired } from '@yizhan/identity';
import type { Wiring } from '../wiring.ts';

export interface Workers {
  /** Resolves when what is in hand is done. */
  stop(): Promise<void>;
}

export interface WorkerLog {
  error(details: Readonly<Record<string, unknown>>, message: string): void;
}

const anHour = 3_600_000;

/** Starts what goes on without a request: the outbox, and the hourly tidying up. Any number of processes may. */
export function startWorkers(wiring: Wiring, log: WorkerLog): Workers {
  const outbox = wiring.hall.startWorker((error, message) => {
    log.error(
      { err: error, message: message?.id, topic: message?.topic },
      'an outbox message failed and is tried again',
    );
  });
  let tidying = Promise.resolve();
  const tidy = () => {
    tidying = keepHouse(wiring).catch((error: unknown) =>
      log.error({ err: error }, 'tidying up failed; tried again in an hour'),
    );
  };
  tidy();
  const hourly = setInterval(tidy, anHour);
  return {
    async stop() {
      clearInterval(hourly);
      await Promise.all([outbox.stop(), tidying]);
    },
  };
}

/** Each of these may run twice at once or not at all for a day without harm. */
async function keepHouse({ database, flow, hall }: Wiring): Promise<void> {
  await flow.keepHistoryReady();
  await flow.forgetAnswers();
  await flow.forgetMessages();
  await forgetExpired(database);
  await hall.forgetEnded();
  await hall.removeLooseAttachments();
  await hall.removeOldUploads();
  await hall.forgetSpentOfGuests();
  await hall.sweepBallots();
  await hall.remindByThemselves();
  await hall.tendSurveys();
  await hall.catchUpCounting();
  await hall.releaseExpiredBookings();
  await hall.archiveAnnouncements();
}
