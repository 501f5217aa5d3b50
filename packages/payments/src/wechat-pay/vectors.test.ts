/** The facts of WeChat Pay v3: the documented sealed text, what is signed, and everything that somebody could try with it. */
import assert from 'node:assert/strict';
import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, test } from 'node:test';
import { NotGenuine } from '../platform.ts';
import { seal, unseal } from './sealed.ts';
import { answerText, authorization, isSigned, requestText, signText } from './signature.ts';
import { openWechatPay } from './wechat-pay.ts';

const key = '0123456789abcdef0123456789abcdef';
const vector = {
  ciphertext: 'ShQSdmOmqMJyy8VnHjlf/SDM3eVJ5JA=',
  nonce: 'nonce1234567',
  associated_data: 'transaction',
};

const pair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
const [ours, theirs, stranger] = [pair(), pair(), pair()];

describe('the sealed part of a notification', () => {
  test('is opened and made as the documents say', () => {
    assert.equal(unseal(vector, key), '{"a":1}');
    assert.equal(seal('{"a":1}', key, vector.nonce, 'transaction'), vector.ciphertext);
  });

  test('is refused when one bit of it, of its tag, or of what stands beside it is another', () => {
    const bytes = Buffer.from(vector.ciphertext, 'base64');
    for (let place = 0; place < bytes.length; place++) {
      const changed = Buffer.from(bytes);
      changed[place] = (changed[place] ?? 0) ^ 1;
      assert.throws(
        () => unseal({ ...vector, ciphertext: changed.toString('base64') }, key),
        NotGenuine,
        `${place}`,
      );
    }
    assert.throws(() => unseal({ ...vector, associated_data: 'transactioN' }, key), NotGenuine);
    assert.throws(() => unseal({ ...vector, nonce: 'nonce1234568' }, key), NotGenuine);
    assert.throws(() => unseal(vector, key.replace('0', '1')), NotGenuine);
    assert.throws(
      () => unseal({ ...vector, ciphertext: bytes.subarray(0, 16).toString('base64') }, key),
      NotGenuine,
    );
  });
});

test('a request is signed over its method, path with query, time, nonce and body, each in a line', () => {
  const request = { method: 'GET', pathAndQuery: '/v3/certificates?a=1', body: '' };
  assert.equal(
    requestText('GET', '/v3/certificates?a=1', '1554208460', 'n', ''),
    'GET\n/v3/certificates?a=1\n1554208460\nn\n\n',
  );
  const signer = { merchant: '1900009191', serial: '1DDE', key: createPrivateKey(ours.privateKey) };
  const header = authorization(signer, request, '1554208460', 'n');
  const [, signature = ''] =
    /^WECHATPAY2-SHA256-RSA2048 mchid="1900009191",nonce_str="n",timestamp="1554208460",serial_no="1DDE",signature="([^"]+)"$/.exec(
      header,
    ) ?? [];
  const said = 'GET\n/v3/certificates?a=1\n1554208460\nn\n\n';
  assert.ok(isSigned(said, signature, createPublicKey(ours.publicKey)));
  assert.ok(!isSigned(said, signature, createPublicKey(stranger.publicKey)));
});

describe('a notification', () => {
  const now = '2026-11-24T08:00:00.000Z';
  const at = String(Date.parse(now) / 1000);
  const platform = openWechatPay(
    {
      base: 'https://api.mch.weixin.qq.com',
      merchant: '1900009191',
      app: 'wx1',
      serial: '1DDE',
      privateKey: ours.privateKey,
      apiV3Key: key,
      platformKeys: { PUB_KEY_ID_1: theirs.publicKey },
    },
    { notifyUrl: () => '', now: () => now },
  );
  const transaction = {
    mchid: '1900009191',
    appid: 'wx1',
    out_trade_no: '123456789012345678Q',
    transaction_id: '4200',
    trade_state: 'SUCCESS',
    success_time: '2026-11-24T16:00:00+08:00',
    amount: { total: 700, currency: 'CNY' },
  };
  const bodyOf = (what: object = transaction, event = 'TRANSACTION.SUCCESS') =>
    JSON.stringify({
      id: 'n1',
      event_type: event,
      resource: {
        algorithm: 'AEAD_AES_256_GCM',
        ciphertext: seal(JSON.stringify(what), key, 'nonce1234567', 'transaction'),
        nonce: 'nonce1234567',
        associated_data: 'transaction',
      },
    });
  const headersOf = (body: string, by = theirs.privateKey, time = at, serial = 'PUB_KEY_ID_1') => ({
    'wechatpay-timestamp': time,
    'wechatpay-nonce': 'abc',
    'wechatpay-serial': serial,
    'wechatpay-signature': signText(answerText(time, 'abc', body), createPrivateKey(by)),
  });
  const read = (body: string, headers: Readonly<Record<string, string>> = headersOf(body)) =>
    platform.readNotification(body, headers);

  test('tells what came in', () => {
    assert.deepEqual(read(bodyOf()), {
      id: 'n1',
      orderNumber: '123456789012345678Q',
      channelNumber: '4200',
      amount: 700,
      paidAt: '2026-11-24T08:00:00.000Z',
    });
    assert.equal(read(bodyOf(transaction, 'REFUND.SUCCESS')), undefined);
  });

  test('is refused unsigned, signed by somebody else, with a key that is not known, old, or changed on the way', () => {
    const body = bodyOf();
    const old = String(Number(at) - 301);
    const forged: Readonly<Record<string, () => unknown>> = {
      unsigned: () => read(body, {}),
      'by somebody else': () => read(body, headersOf(body, stranger.privateKey)),
      'unknown key': () => read(body, headersOf(body, theirs.privateKey, at, 'PUB_KEY_ID_2')),
      old: () => read(body, headersOf(body, theirs.privateKey, old)),
      'another time': () => read(body, { ...headersOf(body), 'wechatpay-timestamp': String(Number(at) + 1) }),
      'changed body': () => read(body.replace('n1', 'n2'), headersOf(body)),
    };
    for (const [how, attempt] of Object.entries(forged)) assert.throws(attempt, NotGenuine, how);
  });

  test('is refused when it is for another merchant, in another currency, or names no whole sum', () => {
    const wrong = [
      { mchid: '1900009192' },
      { appid: 'wx2' },
      { amount: { total: 700, currency: 'USD' } },
      { amount: { total: 7.5, currency: 'CNY' } },
      { amount: { total: -700, currency: 'CNY' } },
      { success_time: 'never' },
    ];
    for (const part of wrong)
      assert.throws(() => read(bodyOf({ ...transaction, ...part })), NotGenuine, JSON.stringify(part));
  });
});
