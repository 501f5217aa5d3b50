import { access, constants, mkdir, statfs } from 'node:fs/promises';
import { inspectDatabase, openDatabase } from '@yizhan/database';
import { readSite } from '@yizhan/hall';
import { openSmtp } from '../channels/smtp.ts';
import { type Config, ConfigFault, readConfig } from '../config.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { startDatabase } from './with-database.ts';

interface Finding {
  readonly name: string;
  readonly ok: boolean;
  readonly detail: string;
  /** What to do when it is not ok. */
  readonly advice?: string;
}

export const doctor: Command = {
  summary: '检查配置、数据库、时钟、磁盘和学校文件夹，说明怎么修',
  usage: ['doctor [--json]'],
  async run(args) {
    const { values } = readArguments(args, { json: { type: 'boolean' } }, { min: 0, max: 0 });
    const findings = await examine();
    if (values.json) console.log(JSON.stringify(findings));
    else {
      for (const { name, ok, detail, advice } of findings) {
        console.log(`${ok ? '✓' : '✗'} ${name}: ${detail}${!ok && advice ? `\n    ${advice}` : ''}`);
      }
    }
    return findings.every((finding) => finding.ok) ? 0 : 1;
  },
};

async function examine(): Promise<readonly Finding[]> {
  const node: Finding = {
    name: 'node',
    ok: Number(process.versions.node.split('.')[0]) >= 24,
    detail: process.versions.node,
    advice: '请运行 npm ci（不要加 --ignore-scripts），它会装好 Node 24',
  };
  try {
    const config = readConfig();
    return [
      node,
      { name: 'configuration', ok: true, detail: config.publicUrl },
      ...(await places(config)),
      ...(await database(config)),
      await mail(config),
    ];
  } catch (error) {
    if (!(error instanceof ConfigFault)) throw error;
    return [
      node,
      ...error.faults.map((detail) => ({
        name: 'configuration',
        ok: false,
        detail,
        advice: '改正环境变量后重试',
      })),
    ];
  }
}

async function places({ data, site }: Config): Promise<readonly Finding[]> {
  const read = await readSite(site);
  const siteFinding: Finding =
    'faults' in read
      ? {
          name: 'site',
          ok: false,
          detail: read.faults.map(({ where, message }) => `${where}: ${message}`).join('; '),
          advice: '检查 YIZHAN_SITE',
        }
      : { name: 'site', ok: true, detail: `${read.site.institution}，${read.services.length} 个服务` };
  const isWritable = await mkdir(data, { recursive: true })
    .then(() => access(data, constants.W_OK))
    .then(
      () => true,
      () => false,
    );
  const dataFinding: Finding = {
    name: 'data directory',
    ok: isWritable,
    detail: data,
    advice: '让运行一站的用户能写这个目录，或改 YIZHAN_DATA',
  };
  if (!isWritable) return [siteFinding, dataFinding];
  const { bavail, bsize } = await statfs(data);
  const freeMegabytes = Math.floor((bavail * bsize) / 1_048_576);
  const disk: Finding = {
    name: 'disk',
    ok: freeMegabytes > 1024,
    detail: `${freeMegabytes} MB 可用`,
    advice: '至少留出 1 GB 空间',
  };
  return [siteFinding, dataFinding, disk];
}

/** Connects and signs in; nothing is sent. */
async function mail({ smtp }: Config): Promise<Finding> {
  const name = 'mail';
  if (smtp === undefined)
    return { name, ok: true, detail: '没有配置（SMTP_URL、MAIL_FROM）：给校外人员的链接要由人转交' };
  const at = `${smtp.host}:${smtp.port}`;
  try {
    await openSmtp(smtp, '').verify();
    return { name, ok: true, detail: `${at}，发件人 ${smtp.from}` };
  } catch (error) {
    const told = error instanceof Error ? error.message : String(error);
    return {
      name,
      ok: false,
      detail: `${at}：${told}`,
      advice: '检查 SMTP_URL（主机、端口、用户、密码）和网络；在改好之前，信件留在队列里重试',
    };
  }
}

async function database(config: Config): Promise<readonly Finding[]> {
  try {
    const running = await startDatabase(config, () => undefined);
    const opened = openDatabase(running.url, { max: 1, patienceMs: 3000 });
    try {
      return await inspectDatabase(opened);
    } finally {
      await opened.close();
      await running.stop();
    }
  } catch (error) {
    return [
      {
        name: 'database',
        ok: false,
        detail: error instanceof Error ? error.message : String(error),
        advice: '检查 DATABASE_URL，或 .data 目录',
      },
    ];
  }
}
