import { migrate } from '@yizhan/database';
import { accounts } from '@yizhan/identity';
import { type Config, readConfig } from '../config.ts';
import type { App } from '../http/app.ts';
import { buildServer } from '../http/server.ts';
import { loggedError } from '../logged-error.ts';
import { type Wiring, wire } from '../wiring.ts';
import { startWorkers, type Workers } from '../workers/start-workers.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { loadDemo } from './load-demo.ts';
import { openDemoCampaigns } from './open-demo-campaigns.ts';
import { openDemoPlatform } from './sandbox-pay.ts';
import { builtWeb } from './web-build.ts';
import { startDatabase } from './with-database.ts';

const parts = ['http', 'workers'] as const;

export const start: Command = {
  summary: '启动：数据库、迁移、演示校园（非生产环境）、网页和后台任务',
  usage: ['start [--services=http,workers]'],
  async run(args) {
    const { values } = readArguments(
      args,
      { services: { type: 'string', default: parts.join(',') } },
      { min: 0, max: 0 },
    );
    const wanted = values.services.split(',');
    const unknown = wanted.find((part) => !parts.some((known) => known === part));
    if (unknown !== undefined) throw new WrongUse(`--services 只能是 ${parts.join('、')}，没有“${unknown}”`);
    const config = readConfig();
    const begun = Date.now();
    const say = (line: string) => console.log(`  ${line}`);
    const stopping = stopSignal();

    console.log('一站 Yizhan 正在启动');
    const running = await startDatabase(config, say);
    const demoPlatform = isSandboxed(config) ? await openDemoPlatform(config) : undefined;
    const wiring = await wire(config, running.url, undefined, undefined, demoPlatform?.platform);
    let app: App | undefined;
    let workers: Workers | undefined;
    try {
      await migrate(wiring.database, say);
      await wiring.flow.keepHistoryReady();
      const password = config.isProduction ? undefined : await loadDemo(wiring, say);
      if (!config.isProduction) await openDemoCampaigns(wiring);
      app = wanted.includes('http')
        ? await buildServer(wiring, {
            web: await builtWeb(say),
            logger: { level: config.isProduction ? 'info' : 'warn' },
          })
        : undefined;
      workers = wanted.includes('workers') ? startWorkers(wiring, app?.log ?? consoleLog) : undefined;
      const listening = await app?.listen({ host: config.host, port: config.port });
      if (listening !== undefined) demoPlatform?.listensAt(listening.replace('//0.0.0.0:', '//127.0.0.1:'));
      if (demoPlatform) say(`沙箱支付平台：${demoPlatform.sandbox.address}（不涉及真实资金）`);
      await announce(wiring, app, password, Date.now() - begun);
      await stopping;
      console.log('正在停止 …');
      return 0;
    } catch (error) {
      if (isPortTaken(error)) {
        console.error(`端口 ${config.port} 已被占用：请停掉占用它的程序，或用 PORT=其他端口 npm start`);
        return 1;
      }
      throw error;
    } finally {
      // Requests first, then what they left to do, then the database: nothing that was answered is cut off.
      await app?.close();
      await workers?.stop();
      await demoPlatform?.sandbox.close();
      await wiring.close();
      await running.stop();
    }
  },
};

/** A demo without a platform of its own pays at the sandbox. */
const isSandboxed = ({ isProduction, wechatPay }: Config): boolean =>
  !isProduction && wechatPay === undefined;

/** Settles with the first SIGINT or SIGTERM; a second one ends the process at once, as people expect. */
function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
}

const isPortTaken = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';

const consoleLog = {
  error: ({ err, ...details }: Readonly<Record<string, unknown>>, message: string) =>
    console.error(JSON.stringify({ message, ...details, err: loggedError(err) })),
};

async function announce(
  { config, database }: Wiring,
  app: App | undefined,
  password: string | undefined,
  ms: number,
): Promise<void> {
  console.log(`\n已就绪（${(ms / 1000).toFixed(1)} 秒）${app === undefined ? '：后台任务' : ''}`);
  if (app !== undefined) console.log(`  地址：${address(config, app)}`);
  if (password === undefined) return;
  console.log(`  演示账号的密码都是：${password}`);
  const list = await accounts(database);
  const shown = list.filter(({ posts }) => posts.length > 0).slice(0, 12);
  const others = list.filter(({ posts }) => posts.length === 0).slice(0, 4);
  for (const { number, name, unit, posts } of [...others, ...shown])
    console.log(`    ${number}  ${name}  ${posts.join('、') || unit}`);
  console.log(`    …共 ${list.length} 人，全部：npx yizhan demo --accounts`);
}

/** With PORT=0 the system chose one. */
function address({ publicUrl, port }: Config, app: App): string {
  const listening = app.server.address();
  return port === 0 && typeof listening === 'object' && listening !== null
    ? `http://${listening.address}:${listening.port}`
    : publicUrl;
}
