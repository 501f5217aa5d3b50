import type { ApplicationDetail } from '@yizhan/contract';
import { drawCode, qrSide } from './draw-code.ts';
import { type Cell, openPaper, type Paper } from './paper.ts';
import type { Part, PrintedSection } from './sections.ts';
import { momentOf, opinionOf, statusWords } from './words.ts';

export interface Print {
  readonly title: string;
  readonly watermark: string | undefined;
  readonly copies: number | undefined;
  readonly institution: string;
  readonly number: string;
  readonly application: ApplicationDetail;
  readonly sections: readonly PrintedSection[];
  /** Pictures by the id of their file. */
  readonly signatures: ReadonlyMap<string, Uint8Array>;
  readonly verifyAt: string;
  readonly now: string;
}

/** More columns would be narrower than a word: then each row stands as a list of its cells. */
const mostColumns = 8;
const labelWidth = 82;

/** The application as a PDF of A4 pages with the fonts in it. */
export async function drawApplication(print: Print): Promise<Buffer> {
  const paper = await openPaper(`${print.title} ${print.number}`, print.institution, print.now);
  drawHead(paper, print);
  drawFacts(paper, print);
  for (const { title, parts } of print.sections) {
    paper.heading(title);
    drawParts(paper, parts, print.signatures);
  }
  drawOpinions(paper, print.application);
  paper.onEachPage((page, pages) => {
    if (print.watermark !== undefined) drawWatermark(paper, print.watermark);
    drawFoot(paper, print, page, pages);
  });
  return paper.close();
}

function drawHead({ doc, width, margin }: Paper, { institution, title, verifyAt }: Print): void {
  const left = margin + qrSide;
  const between = { width: width - 2 * qrSide, align: 'center' } as const;
  drawCode(doc, verifyAt, margin + width - qrSide, margin - 14);
  doc.font('regular').fontSize(7.5).fillColor('#5c6c7f');
  doc.text('扫码核验真伪', margin + width - qrSide, margin + qrSide - 11, { width: qrSide, align: 'center' });
  doc
    .fontSize(12)
    .fillColor('#435366')
    .text(institution, left, margin - 4, between);
  doc
    .font('bold')
    .fontSize(19)
    .fillColor('#14202e')
    .text(title, left, doc.y + 4, between);
  doc.y = Math.max(doc.y, margin + qrSide + 8);
}

function drawFacts(paper: Paper, { application, number }: Print): void {
  const { applicant, initiator, submittedAt, endedAt, status, service, version } = application;
  const facts: [string, string][] = [
    ['流水号', number],
    ['办理状态', statusWords[status]],
    ['申请人', `${applicant.name}（${applicant.number}）`],
    ['所在单位', applicant.unit],
    ['提交时间', submittedAt === undefined ? '' : momentOf(submittedAt)],
    ['办结时间', endedAt === undefined ? '' : momentOf(endedAt)],
    ['服务事项', `${service.name.zh}（第 ${version} 版）`],
    ['发起人', initiator.id === applicant.id ? '申请人本人' : `${initiator.name}（${initiator.unit}）`],
  ];
  drawParts(
    paper,
    facts.map(([label, text]) => ({ kind: 'value', label, text, isWide: false })),
    new Map(),
  );
}

/** Short values two to a row, everything else by itself. */
function drawParts(paper: Paper, parts: readonly Part[], signatures: Print['signatures']): void {
  const half = paper.width / 2 - labelWidth;
  const whole = paper.width - labelWidth;
  let waiting: { label: string; text: string } | undefined;
  const label = (text: string): Cell => ({ text, width: labelWidth, isLabel: true });
  const flush = () => {
    if (waiting !== undefined) paper.row([label(waiting.label), { text: waiting.text, width: whole }]);
    waiting = undefined;
  };
  for (const part of parts) {
    if (part.kind === 'value' && !part.isWide) {
      if (waiting === undefined) waiting = part;
      else {
        const { label: first, text } = waiting;
        waiting = undefined;
        paper.row([label(first), { text, width: half }, label(part.label), { text: part.text, width: half }]);
      }
      continue;
    }
    flush();
    if (part.kind === 'rows') drawRows(paper, part);
    else {
      const bytes = part.kind === 'signature' ? signatures.get(part.file) : undefined;
      const picture = bytes && Buffer.from(bytes);
      paper.row([label(part.label), { text: part.text, width: whole, picture }]);
    }
  }
  flush();
}

function drawRows(paper: Paper, { label, heads, rows }: Extract<Part, { kind: 'rows' }>): void {
  paper.row([{ text: `${label}（${rows.length} 行）`, width: paper.width, isLabel: true }]);
  if (rows.length === 0) return;
  if (heads.length > mostColumns) {
    for (const [index, row] of rows.entries()) {
      paper.row([{ text: `第 ${index + 1} 行`, width: paper.width, isLabel: true }]);
      const parts = row.map((text, column) => ({ label: heads[column] ?? '', text }));
      drawParts(
        paper,
        parts.map((part) => ({ kind: 'value', ...part, isWide: part.text.length > 16 })),
        new Map(),
      );
    }
    return;
  }
  drawGrid(
    paper,
    heads,
    rows,
    heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0))),
  );
}

function drawOpinions(paper: Paper, { timeline }: ApplicationDetail): void {
  const opinions = timeline.flatMap((entry) => {
    const opinion = opinionOf(entry);
    return opinion === undefined ? [] : [opinion];
  });
  if (opinions.length === 0) return;
  paper.heading('办理意见');
  drawGrid(paper, ['环节', '办理人', '意见', '时间'], opinions, [9, 7, 20, 8]);
}

/** Columns as wide as what is in them wants, none narrower than four characters beside the widest. */
function drawGrid(
  paper: Paper,
  heads: readonly string[],
  rows: readonly (readonly string[])[],
  lengths: readonly number[],
): void {
  const weights = lengths.map((length) => Math.min(Math.max(length, 5), 20));
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const widths = weights.map((weight) => (weight / all) * paper.width);
  const cells = (texts: readonly string[], isLabel = false): Cell[] =>
    widths.map((width, column) => ({ text: texts[column] ?? '', width, isLabel }));
  const drawHeads = () => paper.row(cells(heads, true));
  drawHeads();
  for (const row of rows) paper.row(cells(row), drawHeads);
}

function drawWatermark({ doc }: Paper, text: string): void {
  doc.save().font('regular').fontSize(34).fillColor('#435366', 0.08);
  for (const y of [220, 440, 660]) {
    doc.save().rotate(-28, { origin: [doc.page.width / 2, y] });
    doc.text(text, 0, y, { width: doc.page.width, align: 'center', lineBreak: false });
    doc.restore();
  }
  doc.restore().fillOpacity(1);
}

function drawFoot(
  { doc, width, margin }: Paper,
  { number, copies, verifyAt, now }: Print,
  page: number,
  pages: number,
): void {
  const y = doc.page.height - margin;
  doc.font('regular').fontSize(7.5).fillColor('#5c6c7f');
  const said = [
    number,
    ...(copies === undefined || copies < 2 ? [] : [`一式 ${copies} 份`]),
    `打印于 ${momentOf(now)}`,
  ];
  doc.text(said.join('　'), margin, y - 4, { width, lineBreak: false });
  doc.text(`第 ${page} 页，共 ${pages} 页`, margin, y - 4, { width, align: 'right', lineBreak: false });
  doc.text(`核验地址：${verifyAt}`, margin, y + 9, { width, lineBreak: false, link: verifyAt });
}
