import { migrate, openDatabase } from '@yizhan/database';
import { readConfig } from '../config.ts';
import { readArguments } from './arguments.ts';
import type { Command } from './command.ts';
import { startDatabase } from './with-database.ts';

export const migrateDatabase: Command = {
  summary: '把数据库升级到本版本',
  usage: ['migrate'],
  async run(args) {
    readArguments(args, {}, { min: 0, max: 0 });
    const log = (line: string) => console.log(line);
    const running = await startDatabase(readConfig(), log);
    const database = openDatabase(running.url);
    try {
      const files = await migrate(database, log);
      log(files.length === 0 ? '数据库已是最新' : `已应用 ${files.length} 个迁移`);
      return 0;
    } finally {
      await database.close();
      await running.stop();
    }
  },
};
