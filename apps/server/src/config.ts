/** The only place that reads the environment: one schema, all faults told at once. */
import { readFileSync } from 'node:fs';
import path from 'node:path';

export interface Config {
  readonly host: string;
  readonly port: number;
  /** Where browsers reach the hall; decides whether cookies are for https only. */
  readonly publicUrl: string;
  /** Absent: the embedded server. */
  readonly databaseUrl: string | undefined;
  /** Absolute folder of everything that is kept outside the database (and of the embedded database itself). */
  readonly data: string;
  /** Absolute folder of the school: settings, organisation, services. */
  readonly site: string;
  readonly demoPassword: string | undefined;
  readonly isProduction: boolean;
}

export class ConfigFault extends Error {
  override readonly name = 'ConfigFault';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(`配置有误：\n${faults.map((fault) => `  - ${fault}`).join('\n')}`);
    this.faults = faults;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The repository's root, for defaults that don't depend on where a command is started. */
export const root = path.resolve(import.meta.dirname, '../../..');

/** @throws ConfigFault */
export function readConfig(environment: Environment = process.env): Config {
  const faults: string[] = [];
  const host = environment.HOST || '127.0.0.1';
  const port = portFrom(environment.PORT, faults);
  const databaseUrl = secret('DATABASE_URL', environment, faults);
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    faults.push('DATABASE_URL 应以 postgres:// 开头，例如 postgres://yizhan:密码@主机:5432/yizhan');
  }
  const publicUrl = environment.PUBLIC_URL || `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  // One that is made of host and port is as good as those, and they have been looked at.
  const isGiven = Boolean(environment.PUBLIC_URL);
  if (isGiven && (!URL.canParse(publicUrl) || !/^https?:$/.test(new URL(publicUrl).protocol))) {
    faults.push(`PUBLIC_URL“${publicUrl}”不是 http(s) 地址`);
  }
  const config: Config = {
    host,
    port,
    publicUrl: publicUrl.replace(/\/$/, ''),
    databaseUrl,
    data: path.resolve(root, environment.YIZHAN_DATA || '.data'),
    site: path.resolve(root, environment.YIZHAN_SITE || 'site/demo'),
    demoPassword: secret('YIZHAN_DEMO_PASSWORD', environment, faults),
    isProduction: environment.NODE_ENV === 'production',
  };
  if (faults.length > 0) throw new ConfigFault(faults);
  return config;
}

function portFrom(text: string | undefined, faults: string[]): number {
  const port = Number(text || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push(`PORT“${text}”应是 0 到 65535 的整数`);
  return port;
}

/** A secret stands in the variable, or in the file that `NAME_FILE` names. */
function secret(name: string, environment: Environment, faults: string[]): string | undefined {
  const file = environment[`${name}_FILE`];
  if (!file) return environment[name] || undefined;
  try {
    return readFileSync(file, 'utf8').trim() || undefined;
  } catch {
    faults.push(`${name}_FILE 指向的文件 ${file} 读不出`);
    return undefined;
  }
}
