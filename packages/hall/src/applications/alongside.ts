import type { Transaction } from '@yizhan/database';
import { type Alongside, type Decided, schoolDay } from '@yizhan/flow';
import { filesOf } from '@yizhan/forms';
import { bindAttachments, releaseAttachments } from '../attachments/attachments.sql.ts';
import type { ServiceVersion } from '../services/catalogue.ts';
import type { Viewer } from '../viewer.ts';
import { nextSerial } from './serial-number.sql.ts';
import { serialNumber } from './serial-number.ts';
import { titleOf } from './title.ts';

/**
 * What the hall adds to a command: the serial number of a first submission, the title, and the files' owner. Once an
 * application was submitted it keeps also the files that it names no longer, for others have decided on them.
 */
export async function hallAlongside(
  version: ServiceVersion,
  viewer: Viewer,
  { locked, state, events, now }: Decided,
  transaction: Transaction,
): Promise<Alongside> {
  const dataChanged = state.data !== locked.state.data;
  const isFirst = locked.businessKey === null;
  const files = dataChanged ? filesOf(version.form, state.data).map(({ file }) => file.id) : [];
  return {
    ...(dataChanged && {
      title: titleOf(version, state.data),
      statements: [
        ...(files.length > 0 ? [bindAttachments(files, locked.instance, viewer.id)] : []),
        ...(isFirst && locked.revision > 0 ? [releaseAttachments(locked.instance, files)] : []),
      ],
    }),
    ...(isFirst &&
      events.some((event) => event.type === 'submitted') && {
        businessKey: await drawNumber(version, now, transaction),
      }),
  };
}

async function drawNumber(version: ServiceVersion, now: string, transaction: Transaction): Promise<string> {
  const { period, write } = serialNumber(version.settings.serialNumber, schoolDay(now));
  const [row] = await transaction.query<{ last: number }>(nextSerial(version.id, period));
  return write(row?.last ?? 0);
}
