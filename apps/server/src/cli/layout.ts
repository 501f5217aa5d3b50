import { readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DrawingFault, drawDiagram } from '../drawing/draw-diagram.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { foldersAt } from './read-services.ts';

export const layout: Command = {
  summary: '画出流程文件的图（重新排列），写回文件；流程本身一字不改',
  usage: ['layout 路径…'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 1, max: 1000 });
    const files = (await Promise.all(positionals.map(flowsAt))).flat();
    let failed = 0;
    for (const file of files)
      try {
        await writeFile(file, await drawDiagram(await readFile(file, 'utf8')));
      } catch (error) {
        if (!(error instanceof DrawingFault)) throw error;
        failed += 1;
        console.error(`${file}: ${error.message}`);
      }
    console.log(`画好了 ${files.length - failed} 个流程图`);
    return failed === 0 ? 0 : 1;
  },
};

/** One file, or the flows of all services in a folder. */
async function flowsAt(place: string): Promise<readonly string[]> {
  const found = await stat(place).catch(() => undefined);
  if (found === undefined) throw new WrongUse(`找不到“${place}”`);
  if (found.isFile()) return [place];
  return (await foldersAt(place)).map((folder) => path.join(folder, 'flow.bpmn'));
}
