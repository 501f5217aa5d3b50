import { createInterface } from 'node:readline/promises';
import { Refused, refusalText } from '@yizhan/contract';
import { openDatabase } from '@yizhan/database';
import { accounts, findPersons, setPassword, signOutEverywhere } from '@yizhan/identity';
import { readConfig } from '../config.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { startDatabase } from './with-database.ts';

export const user: Command = {
  summary: '本地账号：设密码、结束登录',
  usage: ['user password 工号 < 密码文件', 'user sign-out 工号'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 2, max: 2 });
    const [deed = '', number = ''] = positionals;
    if (deed !== 'password' && deed !== 'sign-out') throw new WrongUse(`没有“user ${deed}”`);
    const running = await startDatabase(readConfig(), () => undefined);
    const database = openDatabase(running.url);
    try {
      const person = (await findPersons(database, { q: number })).find((found) => found.number === number);
      if (person === undefined) {
        console.error(`没有工号/学号为 ${number} 的在册人员`);
        return 1;
      }
      if (deed === 'password') await setPassword(database, person.id, await passwordFromInput());
      else await signOutEverywhere(database, person.id);
      const known = (await accounts(database)).some((account) => account.number === number);
      console.log(
        deed === 'password'
          ? `已设置 ${person.name} 的密码，其他登录已结束`
          : `已结束 ${person.name} 的登录${known ? '' : '（没有本地账号）'}`,
      );
      return 0;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      console.error(refusalText(error.code, error.parameters, 'zh-CN'));
      return 1;
    } finally {
      await database.close();
      await running.stop();
    }
  },
};

/** From standard input and never from the arguments, which every process on the machine can read. */
async function passwordFromInput(): Promise<string> {
  const lines = createInterface({ input: process.stdin });
  for await (const line of lines) return line;
  throw new WrongUse('标准输入里没有密码');
}
