import { migrate } from '@yizhan/database';
import { checkScenarios } from '@yizhan/hall';
import { readConfig } from '../config.ts';
import { wire } from '../wiring.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { foldersAt, judgeFolders, showFault } from './read-services.ts';
import { startDatabase } from './with-database.ts';

export const importServices: Command = {
  summary: '检查并发布服务文件夹；有一处问题就一个也不发布',
  usage: ['import 路径…'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 1, max: 1000 });
    const config = readConfig();
    const folders = (await Promise.all(positionals.map(foldersAt))).flat();
    const judged = await judgeFolders(folders, config.site);
    const running = await startDatabase(config, () => undefined);
    const wiring = await wire(config, running.url);
    try {
      const faults = judged.flatMap(({ directory, folder, faults }) =>
        (folder === undefined ? faults : checkScenarios(folder, wiring.hall.site.calendar)).map((fault) =>
          showFault(directory, fault),
        ),
      );
      for (const fault of faults) console.error(fault);
      if (faults.length > 0) return 1;
      await migrate(wiring.database);
      for (const { folder } of judged) {
        if (folder === undefined) continue;
        const { version, isNew } = await wiring.hall.publish(folder);
        console.log(
          `${folder.settings.name}：${isNew ? `已发布第 ${version} 版` : `没有变化，仍是第 ${version} 版`}`,
        );
      }
      return 0;
    } finally {
      await wiring.close();
      await running.stop();
    }
  },
};
