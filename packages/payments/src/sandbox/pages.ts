import type { SandboxOrder } from './books.ts';

const choices = {
  paid: ['支付成功', '立即到账，平台发出通知'],
  late: ['晚到', '订单关闭之后钱才到账，应当自动退回'],
  'wrong-amount': ['金额错误', '到账金额与订单不符，应当报警并退回'],
  doubled: ['重复', '付了两次，第二次应当自动退回'],
  never: ['永不', '不支付，订单到时关闭'],
} as const;

export type Choice = keyof typeof choices;

export const isChoice = (word: string): word is Choice => Object.hasOwn(choices, word);

const safe = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);

const style = `
  body { margin: 0; font: 16px/1.5 system-ui, "PingFang SC", "Microsoft YaHei", sans-serif; background: #f3f5f8; color: #14202e }
  main { max-width: 420px; margin: 0 auto; padding: 24px 16px 48px }
  .badge { display: inline-block; padding: 2px 10px; border-radius: 4px; background: #fff1d6; color: #7a4a00; font-size: 13px }
  .amount { font-size: 40px; font-weight: 600; margin: 8px 0 0 }
  .card { background: #fff; border-radius: 12px; padding: 20px; margin: 16px 0 }
  dl { display: grid; grid-template-columns: auto 1fr; gap: 4px 12px; margin: 12px 0 0; font-size: 14px }
  dt { color: #5c6c7f } dd { margin: 0; text-align: right; word-break: break-all }
  button, .back { display: block; width: 100%; min-height: 56px; box-sizing: border-box; margin: 10px 0 0; padding: 8px 16px; border: 1px solid #c9d1da; border-radius: 10px; background: #fff; color: #14202e; font: inherit; text-align: left; text-decoration: none; cursor: pointer }
  button b, .back b { display: block; font-weight: 600 } button span { font-size: 13px; color: #5c6c7f }
  button.first { background: #0a6b3d; border-color: #0a6b3d; color: #fff } button.first span { color: #e2f3ea }
`;

const whole = (title: string, content: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title><style>${style}</style></head><body><main>
<span class="badge">沙箱支付平台 · 不涉及真实资金</span>
${content}</main></body></html>`;

const yuan = (cents: number): string => (cents / 100).toFixed(2);

/** What somebody who pays is shown; once it is paid or closed there is nothing to choose. */
export function payPage(order: SandboxOrder, returnTo: string, isOpen: boolean): string {
  const facts = `<section class="card"><h1 style="font-size:16px;font-weight:400;margin:0">${safe(order.description)}</h1>
<p class="amount">¥${yuan(order.total)}</p><dl><dt>商户订单号</dt><dd>${safe(order.number)}</dd></dl></section>`;
  if (!isOpen)
    return whole('沙箱支付平台', `${facts}<p role="status">这张订单已支付或已关闭。</p>${backTo(returnTo)}`);
  const buttons = Object.entries(choices).map(
    ([id, [name, told]], index) =>
      `<button name="choice" value="${id}"${index === 0 ? ' class="first"' : ''}><b>${name}</b><span>${told}</span></button>`,
  );
  return whole(
    '沙箱支付平台',
    `${facts}<form method="post"><input type="hidden" name="back" value="${safe(returnTo)}">${buttons.join('')}</form>`,
  );
}

export const donePage = (choice: Choice, returnTo: string): string =>
  whole(
    `${choices[choice][0]} · 沙箱支付平台`,
    `<section class="card" role="status"><h1 style="margin:0;font-size:24px">${choices[choice][0]}</h1><p>${choices[choice][1]}。</p></section>${backTo(returnTo)}`,
  );

const backTo = (returnTo: string): string =>
  returnTo === ''
    ? '<p>请回到办事大厅查看结果。</p>'
    : `<a class="back" href="${safe(returnTo)}"><b>返回办事大厅</b></a>`;
