/** The only place that reads the environment: one schema, all faults told at once. */

import { createPrivateKey, createPublicKey } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WechatPaySettings } from '@yizhan/payments';

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
  /** Absent: no mail is sent, and links for guests are handed over by hand. */
  readonly smtp?: SmtpSettings;
  readonly sms?: SmsSettings;
  /** Absent: the sandbox in a demo, and in production nothing can be paid. */
  readonly wechatPay?: WechatPaySettings;
  /** Of the sandbox platform of a demo; 0: any. */
  readonly sandboxPayPort: number;
}

export interface SmtpSettings {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte on; otherwise STARTTLS where the server offers it. */
  readonly isSecure: boolean;
  readonly user?: string;
  readonly password?: string;
  /** The sender's address. */
  readonly from: string;
}

export interface SmsSettings {
  readonly url: string;
  readonly token?: string;
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
  const port = portFrom('PORT', environment.PORT, faults);
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
    ...smtpFrom(environment, faults),
    ...smsFrom(environment, faults),
    ...wechatPayFrom(environment, faults),
    sandboxPayPort: environment.SANDBOX_PAY_PORT
      ? portFrom('SANDBOX_PAY_PORT', environment.SANDBOX_PAY_PORT, faults)
      : port === 0 || port === 65_535
        ? 0
        : port + 1,
  };
  if (faults.length > 0) throw new ConfigFault(faults);
  return config;
}

/** `SMTP_URL` (smtp://user:password@host:587, smtps://…), or its parts one by one. */
function smtpFrom(environment: Environment, faults: string[]): { readonly smtp?: SmtpSettings } {
  const url = secret('SMTP_URL', environment, faults);
  if (url !== undefined && !(URL.canParse(url) && /^smtps?:$/.test(new URL(url).protocol))) {
    faults.push('SMTP_URL 应形如 smtp://用户:密码@主机:587 或 smtps://…:465');
    return {};
  }
  const given = url === undefined ? undefined : new URL(url);
  const host = given ? given.hostname.replace(/^\[|\]$/g, '') : environment.SMTP_HOST;
  const from = environment.MAIL_FROM;
  const password = given?.password
    ? decodeURIComponent(given.password)
    : secret('SMTP_PASSWORD', environment, faults);
  if (!host) {
    if (from) faults.push('设了 MAIL_FROM，还要设 SMTP_URL 或 SMTP_HOST');
    return {};
  }
  const isSecure = given ? given.protocol === 'smtps:' : environment.SMTP_SECURE === 'true';
  const port = portFrom(
    given ? 'SMTP_URL' : 'SMTP_PORT',
    (given ? given.port : environment.SMTP_PORT) || (isSecure ? '465' : '587'),
    faults,
  );
  if (!from || !/^[^\s@<>"]+@[^\s@<>"]+$/.test(from)) {
    faults.push('MAIL_FROM 应是发件人的邮箱地址，例如 yizhan@example.edu.cn');
    return {};
  }
  const user = given?.username ? decodeURIComponent(given.username) : environment.SMTP_USER;
  return {
    smtp: { host, port, isSecure, from, ...(user && { user }), ...(password !== undefined && { password }) },
  };
}

function smsFrom(environment: Environment, faults: string[]): { readonly sms?: SmsSettings } {
  const url = environment.SMS_URL;
  const token = secret('SMS_TOKEN', environment, faults);
  if (!url) return {};
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    faults.push(`SMS_URL“${url}”不是 http(s) 地址`);
  return { sms: { url, ...(token !== undefined && { token }) } };
}

/** 微信支付: all of it or nothing. */
function wechatPayFrom(
  environment: Environment,
  faults: string[],
): { readonly wechatPay?: WechatPaySettings } {
  const given = {
    WECHAT_PAY_MCHID: environment.WECHAT_PAY_MCHID,
    WECHAT_PAY_APPID: environment.WECHAT_PAY_APPID,
    WECHAT_PAY_SERIAL: environment.WECHAT_PAY_SERIAL,
    WECHAT_PAY_KEY: secret('WECHAT_PAY_KEY', environment, faults),
    WECHAT_PAY_APIV3_KEY: secret('WECHAT_PAY_APIV3_KEY', environment, faults),
    WECHAT_PAY_PLATFORM_SERIAL: environment.WECHAT_PAY_PLATFORM_SERIAL,
    WECHAT_PAY_PLATFORM_KEY: secret('WECHAT_PAY_PLATFORM_KEY', environment, faults),
  };
  const missing = Object.entries(given).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length === Object.keys(given).length) return {};
  if (missing.length > 0) {
    faults.push(`微信支付还缺 ${missing.join('、')}`);
    return {};
  }
  const { WECHAT_PAY_APIV3_KEY: apiV3Key = '', WECHAT_PAY_KEY: privateKey = '' } = given;
  const { WECHAT_PAY_PLATFORM_SERIAL: platform = '', WECHAT_PAY_PLATFORM_KEY: platformKey = '' } = given;
  if (Buffer.byteLength(apiV3Key) !== 32) faults.push('WECHAT_PAY_APIV3_KEY 应是 32 个字符');
  if (!isKey(() => createPrivateKey(privateKey))) faults.push('WECHAT_PAY_KEY 不是 PEM 格式的商户私钥');
  if (!isKey(() => createPublicKey(platformKey)))
    faults.push('WECHAT_PAY_PLATFORM_KEY 不是 PEM 格式的平台证书或公钥');
  return {
    wechatPay: {
      base: 'https://api.mch.weixin.qq.com',
      merchant: given.WECHAT_PAY_MCHID ?? '',
      app: given.WECHAT_PAY_APPID ?? '',
      serial: given.WECHAT_PAY_SERIAL ?? '',
      privateKey,
      apiV3Key,
      platformKeys: { [platform]: platformKey },
    },
  };
}

function isKey(read: () => unknown): boolean {
  try {
    read();
    return true;
  } catch {
    return false;
  }
}

function portFrom(name: string, text: string | undefined, faults: string[]): number {
  const port = Number(text || '8080');
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    faults.push(`${name}“${text}”应是 0 到 65535 的整数`);
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
