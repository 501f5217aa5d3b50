/** `yizhan`: one binary, one table of commands. Exit 0 fine, 1 refused, 2 wrong use. */
import { MigrationRefused, PostgresFailed } from '@yizhan/database';
import { WrongUse } from './cli/command.ts';
import { commands } from './cli/commands.ts';
import { ConfigFault } from './config.ts';
import { SiteFault } from './sound-site.ts';

async function main([name = '--help', ...args]: readonly string[]): Promise<number> {
  if (name === '--help' || name === '-h' || name === 'help') {
    console.log(overview());
    return 0;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) return wrongUse(`没有命令“${name}”，用 yizhan --help 查看全部命令`);
  if (args.includes('--help') || args.includes('-h')) {
    console.log(`${command.summary}\n\n${command.usage.map((line) => `  yizhan ${line}`).join('\n')}`);
    return 0;
  }
  try {
    return await command.run(args);
  } catch (error) {
    if (error instanceof WrongUse) return wrongUse(`${error.message}。用法：yizhan ${command.usage[0]}`);
    if (isForPeople(error)) {
      console.error(error.message);
      return 1;
    }
    throw error;
  }
}

function wrongUse(line: string): number {
  console.error(`yizhan: ${line}`);
  return 2;
}

/** Faults of the surroundings, whose message says what to do; anything else is a bug and shows its stack. */
const isForPeople = (error: unknown): error is Error =>
  error instanceof ConfigFault ||
  error instanceof SiteFault ||
  error instanceof MigrationRefused ||
  error instanceof PostgresFailed;

function overview(): string {
  const rows = Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(10)} ${summary}`);
  return `一站 Yizhan\n\n用法：yizhan <命令> [参数]；yizhan <命令> --help 查看用法\n\n${rows.join('\n')}\n\n退出码：0 成功，1 被拒绝或有问题，2 用法错误`;
}

process.exitCode = await main(process.argv.slice(2));
