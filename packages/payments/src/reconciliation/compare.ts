/** 对账: what the platform says of a day against what stands here, with the differences in their four kinds. */
import type { BillLine } from './bill.ts';

export interface OurLine {
  readonly what: 'payment' | 'refund';
  readonly channelNumber: string;
  readonly number: string;
  readonly amount: number;
  /** Whether it was on that day here too; near midnight the platform may have counted it to another. */
  readonly isOfDay: boolean;
}

export type DifferenceKind = 'missing-here' | 'missing-there' | 'amount-differs' | 'doubled';

export interface Difference {
  readonly kind: DifferenceKind;
  readonly what: 'payment' | 'refund';
  readonly channelNumber: string;
  readonly number: string;
  readonly ours: number | null;
  readonly theirs: number | null;
}

/** `ours`: all of the day, and whatever the bill names of other days. Refunds are known here by our number alone. */
export function compare(ours: readonly OurLine[], theirs: readonly BillLine[]): readonly Difference[] {
  const known = new Map(ours.map((line) => [keyOf(line), line] as const));
  const billed = Map.groupBy(theirs, keyOf);
  const fromBill = [...billed].flatMap(([key, lines]): Difference[] => {
    const [line] = lines;
    if (line === undefined) return [];
    const here = known.get(key);
    const { what, channelNumber, number, amount } = line;
    const difference = (kind: DifferenceKind): Difference => ({
      kind,
      what,
      channelNumber,
      number,
      ours: here?.amount ?? null,
      theirs: amount,
    });
    return [
      ...(lines.length > 1 ? [difference('doubled')] : []),
      ...(here === undefined ? [difference('missing-here')] : []),
      ...(here !== undefined && here.amount !== amount ? [difference('amount-differs')] : []),
    ];
  });
  const paidTwice = [
    ...Map.groupBy(
      theirs.filter(({ what }) => what === 'payment'),
      ({ number }) => orderOf(number),
    ),
  ]
    .map(([, lines]) => [...new Map(lines.map((line) => [line.channelNumber, line])).values()])
    .flatMap(([, ...again]) => again)
    .map(
      ({ channelNumber, number, amount }): Difference => ({
        kind: 'doubled',
        what: 'payment',
        channelNumber,
        number,
        ours: known.get(`payment ${channelNumber}`)?.amount ?? null,
        theirs: amount,
      }),
    );
  const missingThere = ours
    .filter((line) => line.isOfDay && !billed.has(keyOf(line)))
    .map(
      ({ what, channelNumber, number, amount }): Difference => ({
        kind: 'missing-there',
        what,
        channelNumber,
        number,
        ours: amount,
        theirs: null,
      }),
    );
  return [...fromBill, ...paidTwice, ...missingThere];
}

const keyOf = ({
  what,
  channelNumber,
  number,
}: Pick<BillLine, 'what' | 'channelNumber' | 'number'>): string =>
  what === 'payment' ? `payment ${channelNumber}` : `refund ${number}`;

/** Whatever the way of paying, it is one order. */
const orderOf = (number: string): string => number.replace(/[QM]$/, '');
