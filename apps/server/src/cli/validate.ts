import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { compileProcess, soundness } from '@yizhan/engine';
import { compileDmn } from '@yizhan/feel';
import { checkScenarios, readDecisions, type ServiceFault } from '@yizhan/hall';
import { checkOrganisation } from '@yizhan/identity';
import { readConfig } from '../config.ts';
import { soundSite } from '../sound-site.ts';
import { readArguments } from './arguments.ts';
import { type Command, WrongUse } from './command.ts';
import { foldersAt, judgeFolders, showFault, siteAround } from './read-services.ts';
import { referencesBySite, siteReferences } from './references.ts';

export const validate: Command = {
  summary: '检查服务文件夹、学校文件夹或 BPMN 文件，并运行服务的场景',
  usage: ['validate 路径…'],
  async run(args) {
    const { positionals } = readArguments(args, {}, { min: 1, max: 1000 });
    const found: Found[] = [];
    for (const place of positionals) found.push(await findingsAt(place));
    const lines = found.flatMap((each) => each.lines);
    const services = found.reduce((sum, each) => sum + each.services, 0);
    const scenarios = found.reduce((sum, each) => sum + each.scenarios, 0);
    for (const line of lines) console.error(line);
    console.log(
      `检查了 ${services} 个服务、${scenarios} 个场景：${lines.length === 0 ? '没有问题' : `${lines.length} 个问题`}`,
    );
    return lines.length === 0 ? 0 : 1;
  },
};

interface Found {
  readonly services: number;
  readonly scenarios: number;
  /** What is wrong. */
  readonly lines: readonly string[];
}

async function findingsAt(place: string): Promise<Found> {
  if (place.endsWith('.dmn')) return { services: 0, scenarios: 0, lines: await dmnFaults(place) };
  if (place.endsWith('.bpmn')) return { services: 0, scenarios: 0, lines: await bpmnFaults(place) };
  const folders = await foldersAt(place);
  const site = await siteAround(place, readConfig().site);
  const read = await soundSite(site);
  const references = referencesBySite(read);
  const ofSite =
    path.resolve(place) === site ? [...organisationFaults(read.organisation), ...siteReferences(read)] : [];
  const unjudged =
    references === undefined && ofSite.length === 0
      ? ['org/organisation.json: 有问题，没有核对服务引用的单位、岗位、组；检查整个学校文件夹可看到问题']
      : [];
  const judged = await judgeFolders(folders, read.site.institution);
  const ofServices = judged.flatMap(({ directory, folder, faults }) => {
    const failed: readonly ServiceFault[] =
      folder === undefined
        ? faults
        : [...(references?.(folder) ?? []), ...checkScenarios(folder, read.site.calendar)];
    return failed.map((fault) => showFault(directory, fault));
  });
  return {
    services: judged.length,
    scenarios: judged.reduce((sum, { folder }) => sum + (folder?.scenarios.length ?? 0), 0),
    lines: [...ofSite, ...unjudged, ...ofServices],
  };
}

async function bpmnFaults(file: string): Promise<readonly string[]> {
  const xml = await readFile(file, 'utf8').catch(() => {
    throw new WrongUse(`读不出文件“${file}”`);
  });
  const { decisions } = await readDecisions(path.dirname(file));
  const compiled = await compileProcess(xml, { decisions });
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
