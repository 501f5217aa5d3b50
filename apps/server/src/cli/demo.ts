import { migrate } from '@yizhan/database';
import { accounts } from '@yizhan/identity';
import { readConfig } from '../config.ts';
import { wire } from '../wiring.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { loadDemo } from './load-demo.ts';
import { openDemoCampaigns } from './open-demo-campaigns.ts';
import { startDatabase } from './with-database.ts';

export const demo: Command = {
  summary: '装入演示校园；--accounts 列出演示账号',
  usage: ['demo', 'demo --accounts [--json]'],
  async run(args) {
    const { values } = readArguments(
      args,
      { accounts: { type: 'boolean' }, json: { type: 'boolean' } },
      { min: 0, max: 0 },
    );
    if (values.json && !values.accounts) throw new WrongUse('--json 要和 --accounts 一起使用');
    const config = readConfig();
    const running = await startDatabase(config, () => undefined);
    const wiring = await wire(config, running.url);
    try {
      await migrate(wiring.database);
      if (!values.accounts) {
        const password = await loadDemo(wiring, (line) => console.log(line));
        await openDemoCampaigns(wiring);
        console.log(`演示密码：${password}`);
        return 0;
      }
      const list = await accounts(wiring.database);
      if (values.json) console.log(JSON.stringify(list));
      else
        for (const { number, name, unit, posts } of list)
          console.log([number, name, unit, ...posts].join('\t'));
      return 0;
    } finally {
      await wiring.close();
      await running.stop();
    }
  },
};
