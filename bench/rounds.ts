/** Contenders measured in turns, so that a noisy minute of the machine falls on all of them alike. */

export interface Contender {
  readonly name: string;
  /** Works for that long with all its clients; answers how many pieces of work were done, and in how many seconds. */
  run(seconds: number): Promise<Tally>;
}

export interface Tally {
  readonly done: number;
  readonly seconds: number;
}

export interface Rounds {
  readonly rounds: number;
  readonly secondsEach: number;
  readonly warmUpSeconds: number;
}

/** Pieces of work a second of each contender, a number for each round. */
export async function ratesByRound(
  contenders: readonly Contender[],
  { rounds, secondsEach, warmUpSeconds }: Rounds,
  say: (line: string) => void,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const rates = new Map<string, number[]>(contenders.map(({ name }) => [name, []]));
  for (const contender of contenders) await contender.run(warmUpSeconds);
  for (let round = 1; round <= rounds; round += 1) {
    for (const contender of contenders) {
      const { done, seconds } = await contender.run(secondsEach);
      const rate = done / seconds;
      rates.get(contender.name)?.push(rate);
      say(`round ${round}/${rounds}  ${contender.name}: ${Math.round(rate)} a second`);
    }
  }
  return rates;
}

/** So many clients, each doing one piece of work after another until the time is over. */
export async function withClients(
  clients: number,
  seconds: number,
  work: (client: number) => Promise<void>,
): Promise<Tally> {
  const began = performance.now();
  const until = began + seconds * 1000;
  let done = 0;
  const client = async (number: number) => {
    while (performance.now() < until) {
      await work(number);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
  return { done, seconds: (performance.now() - began) / 1000 };
}

export function median(list: readonly number[]): number {
  const sorted = [...list].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

/** Each rate as a share of another's in the same round, for a noisy minute falls on both. */
export const ratioOf = (rates: readonly number[], others: readonly number[]): number =>
  Number(median(rates.map((rate, round) => rate / (others[round] ?? Number.NaN))).toFixed(2));
