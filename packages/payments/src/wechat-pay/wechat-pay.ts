/**
 * 微信支付 v3 as a platform: Native (扫码) on a screen, H5 on a phone. Every answer must carry the platform's signature, or nothing is
 * believed of it. https://pay.weixin.qq.com/doc/v3
 */
import { createHash, createPrivateKey, createPublicKey, randomBytes } from 'node:crypto';
import {
  NotGenuine,
  type Notification,
  type Platform,
  type PlatformOrder,
  type RefundOrder,
  type RefundStanding,
  type Success,
} from '../platform.ts';
import { type Sealed, unseal } from './sealed.ts';
import { answerText, authorization, isSigned } from './signature.ts';

export interface WechatPaySettings {
  /** `https://api.mch.weixin.qq.com`. */
  readonly base: string;
  readonly merchant: string;
  readonly app: string;
  /** Of the merchant's certificate, whose private key this is (PEM). */
  readonly serial: string;
  readonly privateKey: string;
  /** 32 characters. */
  readonly apiV3Key: string;
  /** Public keys of the platform (PEM) by serial number or public-key id; two while they change. */
  readonly platformKeys: Readonly<Record<string, string>>;
}

export interface WechatPayOptions {
  readonly id?: string;
  readonly name?: Platform['name'];
  /** Where notifications come in; asked for when an order is opened. */
  readonly notifyUrl: () => string;
  readonly now: () => string;
}

const patienceMs = 10_000;
/** A notification is no older than this: one that somebody has kept is not believed again. */
const replayWindowMs = 5 * 60_000;
const longestBill = 50 * 1024 * 1024;

/** An answer that says no, with the platform's own word for it. */
class PlatformRefused extends Error {
  override readonly name = 'PlatformRefused';
  readonly status: number;
  readonly code: string;

  constructor(status: number, code: string) {
    super(`支付平台回答 ${status} ${code}`);
    this.status = status;
    this.code = code;
  }
}

export function openWechatPay(
  settings: WechatPaySettings,
  { id = 'wechat-pay', name = { zh: '微信支付', en: 'WeChat Pay' }, notifyUrl, now }: WechatPayOptions,
): Platform {
  const { base, merchant, app, serial, apiV3Key } = settings;
  const key = createPrivateKey(settings.privateKey);
  const platformKeys = new Map(
    Object.entries(settings.platformKeys).map(([each, pem]) => [each, createPublicKey(pem)] as const),
  );

  async function send(method: string, pathAndQuery: string, body = ''): Promise<Response> {
    const timestamp = String(Math.floor(Date.parse(now()) / 1000));
    const nonce = randomBytes(16).toString('hex');
    return fetch(`${base}${pathAndQuery}`, {
      method,
      headers: {
        accept: 'application/json',
        'content-type': 'application/json',
        'user-agent': 'yizhan',
        authorization: authorization(
          { merchant, serial, key },
          { method, pathAndQuery, body },
          timestamp,
          nonce,
        ),
      },
      ...(body !== '' && { body }),
      redirect: 'error',
      signal: AbortSignal.timeout(patienceMs),
    });
  }

  async function ask(method: string, pathAndQuery: string, body?: object): Promise<unknown> {
    const response = await send(method, pathAndQuery, body && JSON.stringify(body));
    const text = await response.text();
    if (!response.ok) {
      const told = textAt(parsed(text), 'code') ?? '';
      throw new PlatformRefused(response.status, /^[\w.-]{1,64}$/.test(told) ? told : '');
    }
    refuseForged(text, Object.fromEntries(response.headers));
    return text === '' ? {} : parsed(text);
  }

  /** @throws NotGenuine */
  function refuseForged(body: string, headers: Readonly<Record<string, string | undefined>>): void {
    const [timestamp, nonce, signature, by] = ['timestamp', 'nonce', 'signature', 'serial'].map(
      (each) => headers[`wechatpay-${each}`],
    );
    const publicKey = by === undefined ? undefined : platformKeys.get(by);
    if (!timestamp || !nonce || !signature) throw new NotGenuine('it is not signed');
    if (publicKey === undefined) throw new NotGenuine('it is signed with a key that is not known');
    if (!isSigned(answerText(timestamp, nonce, body), signature, publicKey))
      throw new NotGenuine('the signature is not right');
    const age = Math.abs(Date.parse(now()) - Number(timestamp) * 1000);
    if (!(age <= replayWindowMs)) throw new NotGenuine('it is old');
  }

  const successIn = (transaction: unknown): Success => {
    const amount = at(transaction, 'amount');
    const total = at(amount, 'total');
    const [orderNumber, channelNumber, paidAt] = ['out_trade_no', 'transaction_id', 'success_time'].map(
      (each) => textAt(transaction, each),
    );
    if (textAt(transaction, 'mchid') !== merchant || textAt(transaction, 'appid') !== app)
      throw new NotGenuine('it is for another merchant');
    if (textAt(amount, 'currency') !== 'CNY' || !Number.isSafeInteger(total) || Number(total) <= 0)
      throw new NotGenuine('it names no sum');
    if (!orderNumber || !channelNumber || !paidAt || Number.isNaN(Date.parse(paidAt)))
      throw new NotGenuine('it is not whole');
    return { orderNumber, channelNumber, amount: Number(total), paidAt: new Date(paidAt).toISOString() };
  };

  return {
    id,
    name,
    async open({ number, way, amount, subject, dueAt, ip }: PlatformOrder) {
      const order = {
        appid: app,
        mchid: merchant,
        description: subject.slice(0, 120),
        out_trade_no: number,
        time_expire: `${dueAt.slice(0, 19)}+00:00`,
        notify_url: notifyUrl(),
        amount: { total: amount, currency: 'CNY' },
      };
      const scene = { scene_info: { payer_client_ip: ip, h5_info: { type: 'Wap' } } };
      const opened =
        way === 'qr'
          ? await ask('POST', '/v3/pay/transactions/native', order)
          : await ask('POST', '/v3/pay/transactions/h5', { ...order, ...scene });
      const address = textAt(opened, way === 'qr' ? 'code_url' : 'h5_url');
      if (!address) throw new Error('支付平台没有给出支付地址');
      return address;
    },
    readNotification(body, headers): Notification | undefined {
      refuseForged(body, headers);
      const notification = parsed(body);
      const notificationId = textAt(notification, 'id');
      const resource = at(notification, 'resource');
      const [ciphertext, nonce, data] = ['ciphertext', 'nonce', 'associated_data'].map((each) =>
        textAt(resource, each),
      );
      if (textAt(resource, 'algorithm') !== 'AEAD_AES_256_GCM' || !ciphertext || !nonce || !notificationId)
        throw new NotGenuine('it is not whole');
      const sealed: Sealed = { ciphertext, nonce, ...(data !== undefined && { associated_data: data }) };
      const transaction = parsed(unseal(sealed, apiV3Key));
      if (textAt(notification, 'event_type') !== 'TRANSACTION.SUCCESS') return undefined;
      return { id: notificationId, ...successIn(transaction) };
    },
    async successesOf(orderNumber) {
      try {
        const transaction = await ask(
          'GET',
          `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderNumber)}?mchid=${merchant}`,
        );
        const state = textAt(transaction, 'trade_state');
        return state === 'SUCCESS' || state === 'REFUND' ? [successIn(transaction)] : [];
      } catch (error) {
        if (isRefused(error, ['ORDER_NOT_EXIST', 'ORDERNOTEXIST'])) return [];
        throw error;
      }
    },
    async close(orderNumber) {
      try {
        await ask('POST', `/v3/pay/transactions/out-trade-no/${encodeURIComponent(orderNumber)}/close`, {
          mchid: merchant,
        });
        return true;
      } catch (error) {
        if (isRefused(error, ['ORDERPAID', 'ORDER_PAID'])) return false;
        if (isRefused(error, ['ORDER_CLOSED', 'ORDERCLOSED', 'ORDER_NOT_EXIST', 'ORDERNOTEXIST']))
          return true;
        throw error;
      }
    },
    async refund({ number, channelNumber, amount, total, reason }: RefundOrder): Promise<RefundStanding> {
      const refund = await ask('POST', '/v3/refund/domestic/refunds', {
        transaction_id: channelNumber,
        out_refund_no: number,
        reason: reason.slice(0, 80),
        amount: { refund: amount, total, currency: 'CNY' },
      });
      switch (textAt(refund, 'status')) {
        case 'SUCCESS':
          return 'done';
        case 'PROCESSING':
          return 'accepted';
        default:
          return 'refused';
      }
    },
    async downloadBill(day) {
      const bill = await ask('GET', `/v3/bill/tradebill?bill_date=${day}&bill_type=ALL`).catch(
        (error: unknown) => {
          if (isRefused(error, ['NO_STATEMENT_EXIST'])) return undefined;
          throw error;
        },
      );
      if (bill === undefined) return '';
      const [address = '', hash] = [textAt(bill, 'download_url'), textAt(bill, 'hash_value')];
      const url = new URL(address);
      if (url.origin !== new URL(base).origin) throw new Error('账单的下载地址不是支付平台的');
      const response = await send('GET', `${url.pathname}${url.search}`);
      const bytes = Buffer.from(await response.arrayBuffer());
      if (!response.ok || bytes.length > longestBill) throw new PlatformRefused(response.status, '');
      // The file itself carries no signature; its digest stands in the answer that does.
      if (createHash('sha1').update(bytes).digest('hex') !== hash?.toLowerCase())
        throw new NotGenuine('the bill is not the one that was announced');
      return bytes.toString();
    },
  };
}

const isRefused = (error: unknown, codes: readonly string[]): boolean =>
  error instanceof PlatformRefused && codes.includes(error.code);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const at = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;

function textAt(value: unknown, name: string): string | undefined {
  const found = at(value, name);
  return typeof found === 'string' ? found : undefined;
}
