/** 微信支付 v3: what is signed, and how (RSA with SHA-256). */
import { type KeyObject, sign, verify } from 'node:crypto';

export interface Signer {
  readonly merchant: string;
  /** Of the merchant's certificate. */
  readonly serial: string;
  readonly key: KeyObject;
}

export const requestText = (
  method: string,
  pathAndQuery: string,
  timestamp: string,
  nonce: string,
  body: string,
): string => `${method}\n${pathAndQuery}\n${timestamp}\n${nonce}\n${body}\n`;

/** Of answers and notifications. */
export const answerText = (timestamp: string, nonce: string, body: string): string =>
  `${timestamp}\n${nonce}\n${body}\n`;

export const signText = (text: string, key: KeyObject): string =>
  sign('sha256', Buffer.from(text), key).toString('base64');

export const isSigned = (text: string, signature: string, key: KeyObject): boolean =>
  verify('sha256', Buffer.from(text), key, Buffer.from(signature, 'base64'));

export function authorization(
  { merchant, serial, key }: Signer,
  request: { readonly method: string; readonly pathAndQuery: string; readonly body: string },
  timestamp: string,
  nonce: string,
): string {
  const { method, pathAndQuery, body } = request;
  const signature = signText(requestText(method, pathAndQuery, timestamp, nonce, body), key);
  return `WECHATPAY2-SHA256-RSA2048 mchid="${merchant}",nonce_str="${nonce}",timestamp="${timestamp}",serial_no="${serial}",signature="${signature}"`;
}
