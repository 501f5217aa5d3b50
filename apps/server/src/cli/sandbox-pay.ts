import path from 'node:path';
import { openWechatPay, type Platform, type Sandbox, startSandbox } from '@yizhan/payments';
import type { Config } from '../config.ts';
import { notificationPath } from '../wiring.ts';

export interface DemoPlatform {
  readonly sandbox: Sandbox;
  readonly platform: Platform;
  /** Where the server listens, once it does: the sandbox tells it there. */
  listensAt(address: string): void;
}

/** The sandbox platform of a demo, with the hall as its merchant. */
export async function openDemoPlatform(
  { data, host, sandboxPayPort, publicUrl, isProduction }: Config,
  now: () => string = () => new Date().toISOString(),
): Promise<DemoPlatform> {
  const { protocol, hostname } = new URL(publicUrl);
  const isLocal = protocol === 'http:';
  const sandbox = await startSandbox({
    isProduction,
    folder: path.join(data, 'sandbox-pay'),
    host,
    port: sandboxPayPort,
    now,
    // Phones reach it where they reach the hall.
    ...(isLocal && { publicAddress: (port: number) => `http://${hostname}:${port}` }),
  });
  let address = publicUrl;
  return {
    sandbox,
    platform: openWechatPay(sandbox.settings, {
      id: 'sandbox',
      name: { zh: '沙箱支付', en: 'Sandbox payment' },
      notifyUrl: () => `${address}${notificationPath('sandbox')}`,
      now,
    }),
    listensAt(where) {
      address = where;
    },
  };
}
