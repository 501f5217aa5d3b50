/**
 * 沙箱支付平台: stands in for WeChat Pay (the same protocol, its own keys) so that paying can be tried without money. It verifies our
 * signatures and signs its own answers and notifications. On its page whoever pays chooses what happens: paid, late, a wrong amount,
 * twice, never. It is for trials: in production it refuses to start.
 */
import { createHash, createPrivateKey, createPublicKey, randomBytes, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { dayAtSchool } from '../numbers.ts';
import { seal } from '../wechat-pay/sealed.ts';
import { answerText, isSigned, requestText, signText } from '../wechat-pay/signature.ts';
import type { WechatPaySettings } from '../wechat-pay/wechat-pay.ts';
import { billOf } from './bill.ts';
import { openBooks, openKeys, type SandboxOrder, type Transaction } from './books.ts';
import { type Choice, donePage, isChoice, payPage } from './pages.ts';

export interface SandboxOptions {
  readonly isProduction: boolean;
  readonly folder: string;
  readonly host: string;
  /** 0: any. */
  readonly port: number;
  readonly now: () => string;
  /** How browsers reach it, where that is not `http://host:port`. */
  readonly publicAddress?: (port: number) => string;
}

export interface Sandbox {
  readonly address: string;
  readonly settings: WechatPaySettings;
  close(): Promise<void>;
}

const merchant = 'sandbox-merchant';
const app = 'sandbox-app';
const merchantSerial = 'SANDBOXMERCHANT01';
const platformSerial = 'SANDBOXPLATFORM01';
/** 通知重发, in seconds; the real one goes on for a day. */
const again = [1, 2, 5, 15, 30, 60, 180, 600, 1800, 3600];
const longestBody = 64 * 1024;

class Answer extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string) {
    super(code);
    this.status = status;
    this.code = code;
  }
}

export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  if (options.isProduction) throw new Error('沙箱支付平台只供试用，NODE_ENV=production 时不启动');
  const { folder, now } = options;
  const keys = await openKeys(folder);
  const { books, keep } = await openBooks(folder);
  const merchantKey = createPublicKey(keys.merchantPublic);
  const platformKey = createPrivateKey(keys.platformPrivate);
  let address = '';

  const orderOf = (number: string): SandboxOrder => {
    const order = books.orders.find((each) => each.number === number);
    if (order === undefined) throw new Answer(404, 'ORDER_NOT_EXIST');
    return order;
  };
  const isOpen = (order: SandboxOrder): boolean =>
    order.state === 'open' && Date.parse(order.expires) > Date.parse(now());
  const transactionsOf = ({ number }: SandboxOrder): readonly Transaction[] =>
    books.transactions.filter((each) => each.number === number);

  async function pay(order: SandboxOrder, total: number): Promise<void> {
    const transaction = {
      id: `42${dayAtSchool(now()).replaceAll('-', '')}${String(books.transactions.length + 1).padStart(8, '0')}${randomBytes(3).toString('hex')}`,
      number: order.number,
      total,
      at: now(),
    };
    books.transactions.push(transaction);
    books.tellings.push({ id: randomUUID(), transaction: transaction.id, tries: 0, due: 0 });
    await keep();
    void tellAll();
  }

  const shownTransaction = (order: SandboxOrder, { id, total, at }: Transaction) => ({
    appid: app,
    mchid: merchant,
    out_trade_no: order.number,
    transaction_id: id,
    trade_type: 'NATIVE',
    trade_state: 'SUCCESS',
    success_time: `${at.slice(0, 19)}+00:00`,
    amount: { total, payer_total: total, currency: 'CNY', payer_currency: 'CNY' },
  });

  function signatureOf(body: string): Record<string, string> {
    const timestamp = String(Math.floor(Date.parse(now()) / 1000));
    const nonce = randomBytes(16).toString('hex');
    return {
      'wechatpay-timestamp': timestamp,
      'wechatpay-nonce': nonce,
      'wechatpay-serial': platformSerial,
      'wechatpay-signature': signText(answerText(timestamp, nonce, body), platformKey),
    };
  }

  /** 晚到: the bank had the money on its way while the order was being closed. */
  async function payLate(): Promise<void> {
    for (const order of books.orders.filter(
      ({ lateAt = Number.POSITIVE_INFINITY }) => lateAt <= Date.now(),
    )) {
      delete order.lateAt;
      await pay(order, order.total);
    }
  }

  let isTelling = false;
  async function tellAll(): Promise<void> {
    if (isTelling) return;
    isTelling = true;
    try {
      for (;;) {
        const due = books.tellings.find((telling) => telling.due <= Date.now());
        if (due === undefined) return;
        const transaction = books.transactions.find(({ id }) => id === due.transaction);
        const order = transaction && books.orders.find(({ number }) => number === transaction.number);
        const isTaken = transaction && order ? await tell(order, transaction, due.id) : true;
        const pause = again[due.tries];
        if (isTaken || pause === undefined) books.tellings.splice(books.tellings.indexOf(due), 1);
        else {
          due.tries += 1;
          due.due = Date.now() + pause * 1000;
        }
        await keep();
      }
    } finally {
      isTelling = false;
    }
  }

  async function tell(order: SandboxOrder, transaction: Transaction, id: string): Promise<boolean> {
    const nonce = randomBytes(6).toString('hex');
    const body = JSON.stringify({
      id,
      create_time: now(),
      resource_type: 'encrypt-resource',
      event_type: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      resource: {
        original_type: 'transaction',
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext: seal(
          JSON.stringify(shownTransaction(order, transaction)),
          keys.apiV3Key,
          nonce,
          'transaction',
        ),
        associated_data: 'transaction',
        nonce,
      },
    });
    try {
      const { ok } = await fetch(order.notifyUrl, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...signatureOf(body) },
        body,
        redirect: 'error',
        signal: AbortSignal.timeout(5000),
      });
      return ok;
    } catch {
      return false;
    }
  }

  const asked = (body: unknown, name: string): unknown =>
    typeof body === 'object' && body !== null && Object.hasOwn(body, name)
      ? (body as Record<string, unknown>)[name]
      : undefined;
  const amountIn = (body: unknown, name: string): number => {
    const amount = Number(asked(asked(body, 'amount'), name));
    if (!Number.isSafeInteger(amount) || amount <= 0) throw new Answer(400, 'PARAM_ERROR');
    return amount;
  };

  async function openOrder(body: unknown): Promise<SandboxOrder> {
    const [number, description, notifyUrl, expires] = [
      'out_trade_no',
      'description',
      'notify_url',
      'time_expire',
    ].map((name) => String(asked(body, name) ?? ''));
    if (!number || !description || !notifyUrl || !expires) throw new Answer(400, 'PARAM_ERROR');
    const total = amountIn(body, 'total');
    const known = books.orders.find((each) => each.number === number);
    if (known !== undefined) {
      if (known.total !== total) throw new Answer(403, 'OUT_TRADE_NO_USED');
      if (!isOpen(known)) throw new Answer(400, 'ORDER_CLOSED');
      return known;
    }
    const order: SandboxOrder = { number, description, total, notifyUrl, expires, state: 'open' };
    books.orders.push(order);
    await keep();
    return order;
  }

  async function closeOrder(order: SandboxOrder): Promise<undefined> {
    if (transactionsOf(order).length > 0) throw new Answer(400, 'ORDERPAID');
    order.state = 'closed';
    if (order.lateAt !== undefined) order.lateAt = Date.now() + 1500;
    await keep();
    return undefined;
  }

  async function refund(body: unknown) {
    const [transactionId, number] = ['transaction_id', 'out_refund_no'].map((name) => asked(body, name));
    const amount = amountIn(body, 'refund');
    const transaction = books.transactions.find(({ id }) => id === transactionId);
    if (transaction === undefined || typeof number !== 'string') throw new Answer(404, 'RESOURCE_NOT_EXISTS');
    const known = books.refunds.find((each) => each.number === number);
    if (known !== undefined) {
      if (known.amount !== amount) throw new Answer(400, 'INVALID_REQUEST');
      return { refund_id: known.id, out_refund_no: number, status: 'SUCCESS' };
    }
    const before = books.refunds.filter((each) => each.transaction === transaction.id);
    if (before.reduce((sum, each) => sum + each.amount, amount) > transaction.total)
      throw new Answer(403, 'NOT_ENOUGH');
    const made = {
      id: `50${randomBytes(8).toString('hex')}`,
      number,
      transaction: transaction.id,
      amount,
      at: now(),
    };
    books.refunds.push(made);
    await keep();
    return { refund_id: made.id, out_refund_no: number, status: 'SUCCESS' };
  }

  type Deed = (body: unknown, number: string, url: URL) => unknown;
  const deeds: readonly (readonly [method: string, place: RegExp, deed: Deed])[] = [
    [
      'GET',
      /^\/v3\/pay\/transactions\/out-trade-no\/([\w-]{1,32})$/,
      (_body, number) => standingOf(orderOf(number)),
    ],
    [
      'POST',
      /^\/v3\/pay\/transactions\/out-trade-no\/([\w-]{1,32})\/close$/,
      (_body, number) => closeOrder(orderOf(number)),
    ],
    [
      'POST',
      /^\/v3\/pay\/transactions\/native$/,
      async (body) => ({ code_url: pageOf(await openOrder(body)) }),
    ],
    ['POST', /^\/v3\/pay\/transactions\/h5$/, async (body) => ({ h5_url: pageOf(await openOrder(body)) })],
    ['POST', /^\/v3\/refund\/domestic\/refunds$/, refund],
    [
      'GET',
      /^\/v3\/bill\/tradebill$/,
      (_body, _number, url) => announceBill(url.searchParams.get('bill_date') ?? ''),
    ],
  ];

  const pageOf = ({ number }: SandboxOrder): string => `${address}/pay/${number}`;

  function standingOf(order: SandboxOrder): object {
    const [transaction] = transactionsOf(order);
    return transaction === undefined
      ? {
          appid: app,
          mchid: merchant,
          out_trade_no: order.number,
          trade_state: isOpen(order) ? 'NOTPAY' : 'CLOSED',
        }
      : shownTransaction(order, transaction);
  }

  function announceBill(day: string): object {
    const bill = billOf(books, day);
    if (bill === undefined) throw new Answer(400, 'NO_STATEMENT_EXIST');
    return {
      hash_type: 'SHA1',
      hash_value: createHash('sha1').update(bill).digest('hex'),
      download_url: `${apiAddress}/v3/billdownload/file?day=${day}`,
    };
  }

  async function api(method: string, url: URL, body: unknown): Promise<unknown> {
    for (const [wanted, place, deed] of deeds) {
      const found = wanted === method ? place.exec(url.pathname) : null;
      if (found !== null) return deed(body, found[1] ?? '', url);
    }
    throw new Answer(404, 'NOT_FOUND');
  }

  function refuseUnsigned(request: IncomingMessage, body: string): void {
    const given = /^WECHATPAY2-SHA256-RSA2048 (.*)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    const parts = Object.fromEntries(
      [...given.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
    );
    const { timestamp = '', nonce_str: nonce = '', signature = '' } = parts;
    const said = requestText(request.method ?? '', request.url ?? '', timestamp, nonce, body);
    const age = Math.abs(Date.parse(now()) - Number(timestamp) * 1000);
    if (parts.mchid !== merchant || parts.serial_no !== merchantSerial || !(age < 300_000))
      throw new Answer(401, 'SIGN_ERROR');
    if (!isSigned(said, signature, merchantKey)) throw new Answer(401, 'SIGN_ERROR');
  }

  async function page(
    { method }: IncomingMessage,
    url: URL,
    body: string,
    response: ServerResponse,
  ): Promise<void> {
    const order = orderOf(url.pathname.slice('/pay/'.length));
    const said = new URLSearchParams(body);
    const returnTo = sameHost(url.searchParams.get('redirect_url') ?? said.get('back') ?? '');
    const isWaiting = isOpen(order) && transactionsOf(order).length === 0;
    if (method !== 'POST' || !isWaiting) return send(response, payPage(order, returnTo, isWaiting));
    const choice = said.get('choice') ?? '';
    if (!isChoice(choice)) throw new Answer(400, 'PARAM_ERROR');
    await choose(order, choice);
    return send(response, donePage(choice, returnTo));
  }

  async function choose(order: SandboxOrder, choice: Choice): Promise<void> {
    switch (choice) {
      case 'paid':
        return pay(order, order.total);
      case 'doubled':
        await pay(order, order.total);
        return pay(order, order.total);
      case 'wrong-amount':
        return pay(order, order.total > 1 ? order.total - 1 : order.total + 1);
      case 'late':
        order.lateAt = Number.MAX_SAFE_INTEGER;
        return keep();
      case 'never':
        return;
    }
  }

  /** Only to the machine that the platform stands beside. */
  function sameHost(back: string): string {
    if (!URL.canParse(back)) return '';
    const to = new URL(back);
    return /^https?:$/.test(to.protocol) && to.hostname === new URL(address).hostname ? back : '';
  }

  function send(response: ServerResponse, content: string): void {
    response
      .writeHead(200, {
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'",
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      })
      .end(content);
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      if (Number(request.headers['content-length'] ?? 0) > longestBody) throw new Answer(413, 'PARAM_ERROR');
      const body = await text(request);
      const url = new URL(request.url ?? '/', 'http://sandbox');
      // Browsers ask for one by themselves.
      if (url.pathname === '/favicon.ico') response.writeHead(204).end();
      else if (url.pathname.startsWith('/pay/')) await page(request, url, body, response);
      else {
        refuseUnsigned(request, body);
        await answerMerchant(request.method ?? '', url, body, response);
      }
    } catch (error) {
      const { status, code } = error instanceof Answer ? error : { status: 400, code: 'PARAM_ERROR' };
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ code, message: code }));
    }
  }

  async function answerMerchant(
    method: string,
    url: URL,
    body: string,
    response: ServerResponse,
  ): Promise<void> {
    if (url.pathname === '/v3/billdownload/file') {
      response.writeHead(200, { 'content-type': 'text/plain; charset=utf-8' });
      response.end(billOf(books, url.searchParams.get('day') ?? '') ?? '');
      return;
    }
    const told = await api(method, url, body === '' ? undefined : JSON.parse(body));
    const content = told === undefined ? '' : JSON.stringify(told);
    response.writeHead(told === undefined ? 204 : 200, {
      'content-type': 'application/json',
      ...signatureOf(content),
    });
    response.end(content);
  }

  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const listening = server.address();
  const port = typeof listening === 'object' && listening !== null ? listening.port : options.port;
  const apiAddress = `http://${options.host === '0.0.0.0' || options.host === '::' ? '127.0.0.1' : options.host}:${port}`;
  address = options.publicAddress?.(port) ?? apiAddress;
  const ticking = setInterval(() => void payLate().then(tellAll), 500);
  return {
    address,
    settings: {
      base: apiAddress,
      merchant,
      app,
      serial: merchantSerial,
      privateKey: keys.merchantPrivate,
      apiV3Key: keys.apiV3Key,
      platformKeys: { [platformSerial]: keys.platformPublic },
    },
    async close() {
      clearInterval(ticking);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await keep();
    },
  };
}
