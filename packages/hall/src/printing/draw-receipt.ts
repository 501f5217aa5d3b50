import type { PersonSummary } from '@yizhan/contract';
import { drawCode, qrSide } from './draw-code.ts';
import { type Cell, openPaper } from './paper.ts';
import { momentOf } from './words.ts';

export interface ReceiptPrint {
  readonly institution: string;
  readonly number: string;
  readonly service: string;
  readonly subject: string;
  readonly application: string;
  readonly payer: PersonSummary;
  readonly amount: number;
  readonly capital: string;
  readonly refunded: number;
  readonly paidAt: string;
  readonly orderNumber: string;
  readonly channelNumber: string;
  readonly platform: string;
  readonly verifyAt: string;
  readonly now: string;
}

const labelWidth = 82;

/** 收据: half a page, with the number, the sum in both ways of writing, and the code that tells whether it holds. */
export async function drawReceipt(print: ReceiptPrint): Promise<Buffer> {
  const paper = await openPaper(`收据 ${print.number}`, print.institution, print.now);
  const { doc, width, margin } = paper;
  const between = { width: width - 2 * qrSide, align: 'center' } as const;
  drawCode(doc, print.verifyAt, margin + width - qrSide, margin - 14);
  doc.font('regular').fontSize(7.5).fillColor('#5c6c7f');
  doc.text('扫码核验真伪', margin + width - qrSide, margin + qrSide - 11, { width: qrSide, align: 'center' });
  doc
    .fontSize(12)
    .fillColor('#435366')
    .text(print.institution, margin + qrSide, margin - 4, between);
  doc
    .font('bold')
    .fontSize(19)
    .fillColor('#14202e')
    .text('电子收据', margin + qrSide, doc.y + 4, between);
  doc
    .font('regular')
    .fontSize(9.5)
    .fillColor('#5c6c7f')
    .text(`No. ${print.number}`, margin + qrSide, doc.y + 4, between);
  doc.y = Math.max(doc.y, margin + qrSide + 8);
  const half = width / 2 - labelWidth;
  const label = (text: string): Cell => ({ text, width: labelWidth, isLabel: true });
  const pair = (one: string, first: string, other: string, second: string) =>
    paper.row([label(one), { text: first, width: half }, label(other), { text: second, width: half }]);
  const yuan = (cents: number) => `¥${(cents / 100).toFixed(2)}`;
  const { name, number, unit } = print.payer;
  pair('付款人', number === '' ? name : `${name}（${number}）`, '单位', unit);
  pair('项目', print.subject, '服务事项', print.service);
  pair('申请流水号', print.application, '支付时间', momentOf(print.paidAt));
  paper.row([
    label('金额（大写）'),
    { text: print.capital, width: half },
    label('金额（小写）'),
    { text: yuan(print.amount), width: half },
  ]);
  pair('支付平台', print.platform, '平台流水号', print.channelNumber);
  pair('订单号', print.orderNumber, '已退金额', print.refunded === 0 ? '无' : yuan(print.refunded));
  doc.font('regular').fontSize(8).fillColor('#5c6c7f');
  const told =
    '本收据由系统在收款的同时按连续编号开具，不作税务发票使用。以核验页面的结果为准；全额退款后作废。';
  doc.text(told, margin, doc.y + 10, { width });
  doc.text(`核验地址：${print.verifyAt}`, margin, doc.y + 4, { width, link: print.verifyAt });
  doc.text(`打印于 ${momentOf(print.now)}`, margin, doc.y + 4, { width });
  return paper.close();
}
