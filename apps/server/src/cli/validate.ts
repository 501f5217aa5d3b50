import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileProcess, soundness } from '@yizhan/engine';
import { compileDmn } from '@yizhan/feel';
import { checkScenarios, readSite, type ServiceFault } from '@yizhan/hall';
import { checkOrganisation } from '@yizhan/identity';
import { readConfig } from '../config.ts';
import { SiteFault } from '../wiring.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { foldersAt, judgeFolders, showFault, siteAround } from './read-services.ts';

export const validate: Command = {
  summary: '检查服务文件夹、学校文件夹或 BPMN 文件，并运行服务的场景',
  usage: ['validate 路径…'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 1, max: 1000 });
    const lines: string[] = [];
    let services = 0;
    let scenarios = 0;
    for (const place of positionals) {
      if (place.endsWith('.dmn')) {
        lines.push(...(await dmnFaults(place)));
        continue;
      }
      if (place.endsWith('.bpmn')) {
        lines.push(...(await bpmnFaults(place)));
        continue;
      }
      const folders = await foldersAt(place);
      const site = await siteAround(place, readConfig().site);
      const read = await readSite(site);
      if ('faults' in read)
        throw new SiteFault(
          read.faults.map(({ where, message }) => `site.json ${where}: ${message}`).join('\n'),
        );
      if (path.resolve(place) === site) lines.push(...organisationFaults(read.organisation));
      for (const { directory, folder, faults } of await judgeFolders(folders, site)) {
        services += 1;
        scenarios += folder?.scenarios.length ?? 0;
        const failed: readonly ServiceFault[] =
          folder === undefined ? faults : checkScenarios(folder, read.site.calendar);
        lines.push(...failed.map((fault) => showFault(directory, fault)));
      }
    }
    for (const line of lines) console.error(line);
    console.log(
      `检查了 ${services} 个服务、${scenarios} 个场景：${lines.length === 0 ? '没有问题' : `${lines.length} 个问题`}`,
    );
    return lines.length === 0 ? 0 : 1;
  },
};

async function bpmnFaults(file: string): Promise<readonly string[]> {
  const xml = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`读不出文件“${file}”`);
  });
  const compiled = await compileProcess(xml);
  const found = 'faults' in compiled ? compiled.faults : [...compiled.doubts, ...soundness(compiled.program)];
  return found.map(({ element, message }) => `${file} [${element}]: ${message}`);
}

async function dmnFaults(file: string): Promise<readonly string[]> {
  const xml = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`读不出文件“${file}”`);
  });
  const compiled = await compileDmn(xml);
  const found = 'faults' in compiled ? compiled.faults : [];
  return found.map(({ element, message }) => `${file} [${element}]: ${message}`);
}

const organisationFaults = (organisation: unknown): readonly string[] =>
  checkOrganisation(organisation).faults.map(
    ({ path: where, message }) => `org/organisation.json [${where}]: ${message}`,
  );
