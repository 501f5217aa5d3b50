import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../config.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';

interface BenchRow {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly bound?: number;
  readonly ratio?: number;
}

export const bench: Command = {
  summary: '运行性能比较，输出比率',
  usage: ['bench [名称] [--scale=0.1] [--json]'],
  async run(args) {
    const { values, positionals } = readArguments(
      args,
      { json: { type: 'boolean' }, scale: { type: 'string', default: '0.1' } },
      { min: 0, max: 1 },
    );
    const scale = Number(values.scale);
    if (!(scale > 0 && scale <= 1))
      throw new WrongUse('--scale 是 0 到 1 之间的数：1 为全尺寸（一百万待办）');
    const directory = path.join(root, 'bench');
    const all = (await readdir(directory)).flatMap((file) =>
      /^[a-z-]+\.bench\.ts$/.test(file) ? [file.slice(0, -'.bench.ts'.length)] : [],
    );
    const [wanted] = positionals;
    if (wanted !== undefined && !all.includes(wanted))
      throw new WrongUse(`没有“${wanted}”，有：${all.join('、')}`);
    for (const name of wanted === undefined ? all : [wanted]) {
      const { run } = (await import(pathToFileURL(path.join(directory, `${name}.bench.ts`)).href)) as {
        run(options: { readonly scale: number }): Promise<readonly BenchRow[]>;
      };
      const rows = await run({ scale });
      if (values.json) console.log(JSON.stringify({ name, rows }));
      else {
        console.log(name);
        console.table(rows);
      }
    }
    return 0;
  },
};
