import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { typeOf } from './type-of.ts';

type Kind = 'idcard' | 'plate' | 'email' | 'url';

const judge = (type: Kind, value: unknown) => {
  const field = { key: 'x', label: 'x', type };
  const kept = typeOf(field).clean(value, field);
  return [kept, kept === undefined ? undefined : typeOf(field).fault(kept, field)?.code];
};

describe('S42 texts with a form of their own are normalised, then judged strictly', () => {
  test('an ID card by its date and its check digit', () => {
    assert.deepEqual(judge('idcard', ' １１０１０１ 19900307 002x\u200b'), ['11010119900307002X', undefined]);
    assert.deepEqual(judge('idcard', '11010519491231002x'), ['11010519491231002X', undefined]);
    assert.deepEqual(judge('idcard', '110105194912310021')[1], 'idcard');
    assert.deepEqual(judge('idcard', '11010519490231002X')[1], 'idcard', 'no such day');
    assert.deepEqual(judge('idcard', '110105491231002')[1], 'idcard', '15 digits are of before 1999');
    assert.deepEqual(judge('idcard', '')[0], undefined);
    assert.deepEqual(judge('idcard', 110105)[1], 'type');
  });

  test('number plates, old and of new energy', () => {
    for (const right of ['京A12345', '粤B·D12345', '沪AD12345', '京a12345d', '粤Z1234港', ' 京Ａ1234挂 '])
      assert.equal(judge('plate', right)[1], undefined, right);
    for (const wrong of ['京A1234', '京I12345', '京AO1234', 'A12345', '京A123456', '京AD1234X'])
      assert.equal(judge('plate', wrong)[1], 'plate', wrong);
    assert.equal(judge('plate', '粤b·d12345')[0], '粤BD12345');
  });

  test('e-mail addresses', () => {
    for (const right of ['a@b.cn', 'zhang.san+x@mail.example.edu.cn', 'ａ@b.cn'])
      assert.equal(judge('email', right)[1], undefined, right);
    for (const wrong of ['a@b', '@b.cn', 'a b', 'a@b..cn', 'a@-b.cn', 'a@b.cn\r\nBcc:x@y.z'])
      assert.equal(judge('email', wrong)[1], 'email', wrong);
  });

  test('web addresses without anything that runs', () => {
    assert.equal(judge('url', 'www.example.edu.cn/a?b=1')[0], 'https://www.example.edu.cn/a?b=1');
    for (const right of ['http://10.0.0.8:8080/x', 'https://例子.测试/路', 'HTTPS://A.CN'])
      assert.equal(judge('url', right)[1], undefined, right);
    for (const wrong of [
      'javascript:alert(1)',
      'data:text/html,x',
      '//evil.cn',
      'https://user:pw@evil.cn',
      'https://a.cn/<script>',
      'ftp://a.cn',
    ])
      assert.equal(judge('url', wrong)[1], 'url', wrong);
  });

  test('a text of a megabyte takes no time', () => {
    for (const type of ['idcard', 'plate', 'email', 'url'] as const)
      assert.equal(judge(type, 'a.'.repeat(500_000))[1], 'length');
  });
});
