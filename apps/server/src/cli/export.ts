import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readConfig } from '../config.ts';
import { wire } from '../wiring.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { startDatabase } from './with-database.ts';

export const exportService: Command = {
  summary: '把已发布的服务写成文件夹，与发布时的文件逐字节相同',
  usage: ['export 服务 文件夹'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 2, max: 2 });
    const [service = '', directory = ''] = positionals;
    if ((await readdir(directory).catch(() => [])).length > 0)
      throw new WrongUse(`文件夹“${directory}”不是空的`);
    const config = readConfig();
    const running = await startDatabase(config, () => undefined);
    const wiring = await wire(config, running.url);
    try {
      const files = await wiring.hall.folderOf(service);
      if (files.length === 0) {
        console.error(`没有发布过服务“${service}”，或它发布时还没有保存文件；重新 import 一次即可`);
        return 1;
      }
      for (const file of files) {
        const place = path.join(directory, ...file.path.split('/'));
        await mkdir(path.dirname(place), { recursive: true });
        await writeFile(place, file.content);
      }
      console.log(`${service}：已写出 ${files.length} 个文件到 ${directory}`);
      return 0;
    } finally {
      await wiring.close();
      await running.stop();
    }
  },
};
