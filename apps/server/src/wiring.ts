/** Joins the rooms: each gets the database and the ports that it declares. */
import path from 'node:path';
import { type Database, openDatabase } from '@yizhan/database';
import { type Connector, type Flow, openFlow } from '@yizhan/flow';
import { type Channels, type Hall, leaveRegistration, openHall, settleBookings } from '@yizhan/hall';
import { type DirectoryCache, openDirectory } from '@yizhan/identity';
import { openWechatPay, type Platform } from '@yizhan/payments';
import { openSmsGateway } from './channels/sms.ts';
import { openSmtp } from './channels/smtp.ts';
import type { Config } from './config.ts';
import { openDiskBallotKeys } from './files/disk-ballot-keys.ts';
import { openDiskFileStore } from './files/disk-file-store.ts';
import { soundSite } from './sound-site.ts';

export interface Wiring {
  readonly config: Config;
  readonly database: Database;
  readonly directory: DirectoryCache;
  readonly flow: Flow;
  readonly hall: Hall;
  close(): Promise<void>;
}

/**
 * `platform`: where money comes in, instead of that of the configuration.
 * @throws SiteFault
 */
export async function wire(
  config: Config,
  databaseUrl: string,
  now?: () => string,
  connectors?: ReadonlyMap<string, Connector>,
  platform: Platform | undefined = platformOf(config),
): Promise<Wiring> {
  const read = await soundSite(config.site);
  const database = openDatabase(databaseUrl);
  const directory = openDirectory(database);
  const clock = now && { now };
  const flow = openFlow({
    database,
    directory,
    calendar: read.site.calendar,
    ownerOf: (subset) => read.dataOwners.get(subset),
    alongsideAll: (decided) => [...settleBookings(decided), ...leaveRegistration(decided)],
    ...clock,
    ...(connectors && { connectors }),
  });
  const files = openDiskFileStore(path.join(config.data, 'files'));
  const hall = openHall({
    database,
    flow,
    directory,
    site: read.site,
    files,
    ballotKeys: openDiskBallotKeys(path.join(config.data, 'ballot-keys')),
    channels: channelsOf(config, read.site.institution),
    publicUrl: config.publicUrl,
    ...(platform && { platform }),
    ...clock,
  });
  return { config, database, directory, flow, hall, close: () => database.close() };
}

const channelsOf = ({ smtp, sms }: Config, name: string): Channels => ({
  ...(smtp && { email: openSmtp(smtp, name) }),
  ...(sms && { sms: openSmsGateway(sms) }),
});

export const notificationPath = (platform: string): string => `/api/v1/payments/notifications/${platform}`;

function platformOf({ wechatPay, publicUrl }: Config): Platform | undefined {
  return (
    wechatPay &&
    openWechatPay(wechatPay, {
      notifyUrl: () => `${publicUrl}${notificationPath('wechat-pay')}`,
      now: () => new Date().toISOString(),
    })
  );
}
