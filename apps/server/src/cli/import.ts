import { migrate, openDatabase } from '@yizhan/database';
import { checkReferences, checkScenarios } from '@yizhan/hall';
import { type Config, readConfig } from '../config.ts';
import { wire } from '../wiring.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { importOrganisation, readOrganisation } from './import-organisation.ts';
import { importTimetable, readTimetableFile } from './import-timetable.ts';
import { foldersAt, judgeFolders, showFault } from './read-services.ts';
import { startDatabase } from './with-database.ts';

export const importServices: Command = {
  summary:
    '检查并发布服务文件夹，有一处问题就一个也不发布；--organisation 装入组织机构，--timetable 装入课表或考试安排',
  usage: ['import 路径…', 'import --organisation 文件', 'import --timetable 文件'],
  async run(args) {
    const { positionals, values } = readArguments(
      args,
      { organisation: { type: 'string' }, timetable: { type: 'string' } },
      { min: 0, max: 1000 },
    );
    const { organisation, timetable } = values;
    const asked = [positionals.length > 0, organisation !== undefined, timetable !== undefined];
    if (asked.filter(Boolean).length !== 1)
      throw new WrongUse('写服务文件夹的路径，或 --organisation 文件，或 --timetable 文件，一次做一件');
    const config = readConfig();
    if (organisation !== undefined) return loadInto(config, organisation);
    if (timetable !== undefined) return loadTimetable(config, timetable);
    const folders = (await Promise.all(positionals.map(foldersAt))).flat();
    const running = await startDatabase(config, () => undefined);
    const wiring = await wire(config, running.url);
    try {
      await migrate(wiring.database);
      const { site } = wiring.hall;
      const people = await wiring.directory.current();
      const judged = await judgeFolders(folders, site.institution);
      const faults = judged.flatMap(({ directory, folder, faults }) => {
        const failed =
          folder === undefined
            ? faults
            : [...checkReferences(folder, site, people), ...checkScenarios(folder, site.calendar)];
        return failed.map((fault) => showFault(directory, fault));
      });
      for (const fault of faults) console.error(fault);
      if (faults.length > 0) return 1;
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

/** The organisation may come before the first start: the database is brought up to date first. */
async function loadInto(config: Config, file: string): Promise<number> {
  const content = await readOrganisation(file);
  const running = await startDatabase(config, () => undefined);
  const database = openDatabase(running.url);
  try {
    await migrate(database);
    return await importOrganisation(database, file, content);
  } finally {
    await database.close();
    await running.stop();
  }
}

async function loadTimetable(config: Config, file: string): Promise<number> {
  const content = await readTimetableFile(file);
  const running = await startDatabase(config, () => undefined);
  const wiring = await wire(config, running.url);
  try {
    await migrate(wiring.database);
    return await importTimetable(wiring.hall, file, content, console);
  } finally {
    await wiring.close();
    await running.stop();
  }
}
