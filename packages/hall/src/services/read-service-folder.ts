import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { type ActorRule, compileProcess, type Program, soundness, stepsOf } from '@yizhan/engine';
import type { DecisionFile } from '@yizhan/flow';
import { accessAt, checkDocument, type FormDocument, mayWrite } from '@yizhan/forms';
import { checkAnnouncements } from '../announcements/check-announcements.ts';
import { checkBallots } from '../ballots/check-ballots.ts';
import { ownerStep } from '../exports/owner-access.ts';
import { checkPayments } from '../payments/check-payments.ts';
import { flowOfQuery, formOfQuery, settingsOfApplications } from '../queries/without-application.ts';
import { checkSurvey } from '../surveys/check-survey.ts';
import { checkSettings } from './check-settings.ts';
import { fieldNames, givenNames } from './field-names.ts';
import { type FolderFile, filesIn, placeholder } from './folder-files.ts';
import { readDecisions } from './read-decisions.ts';
import type { ServiceFault } from './service-fault.ts';
import type { ServiceSettings } from './settings.ts';

/** A service as it stands in its folder: read, judged, and ready to be published. */
export interface ServiceFolder {
  readonly settings: ServiceSettings;
  readonly form: FormDocument;
  readonly flow: string;
  /** Decision tables beside the flow. */
  readonly decisions: readonly DecisionFile[];
  readonly program: Program;
  readonly scenarios: readonly { readonly file: string; readonly content: unknown }[];
  /** The folder as it stands, byte for byte. */
  readonly files: readonly FolderFile[];
  /** Of everything that makes a version; scenarios don't. */
  readonly digest: string;
}

export type ReadFolder = { readonly folder: ServiceFolder } | { readonly faults: readonly ServiceFault[] };

/** Reads and judges a service folder. All that is wrong is told at once, each with its file and place. */
export async function readServiceFolder(directory: string, institution: string): Promise<ReadFolder> {
  const faults: ServiceFault[] = [];
  const text = async (file: string): Promise<string> => {
    const content = await readFile(path.join(directory, file), 'utf8').catch(() => undefined);
    if (content === undefined) faults.push({ file, where: '', message: '文件不存在或读不出' });
    return (content ?? '').replaceAll(placeholder, institution);
  };
  const settingsText = await text('service.json');
  const written = parseJson('service.json', settingsText, faults);
  const query = queryIn(written);
  if (query !== undefined) faults.push(...(await ofApplications(directory, written)));
  const formText =
    query === undefined ? await text('form.json') : JSON.stringify(formOfQuery(query.id, query.name));
  const flow = query === undefined ? await text('flow.bpmn') : flowOfQuery(query.id);
  const scenarios = await readScenarios(directory, faults);
  const settingsInput = query === undefined ? written : { ...Object(written), ...settingsOfApplications };
  const formInput = parseJson('form.json', formText, faults);
  if (faults.length > 0) return { faults };

  const checked = checkDocument(formInput);
  if (checked.document === undefined) {
    return {
      faults: checked.faults.map((fault) => ({
        file: 'form.json',
        where: fault.path,
        message: fault.message,
      })),
    };
  }
  const form = checked.document;
  const names = fieldNames(form);
  const settings = checkSettings(settingsInput, names);
  if ('faults' in settings) faults.push(...settings.faults);
  const decided = await readDecisions(directory);
  faults.push(...decided.faults);
  const compiled = await compileProcess(flow, {
    names: [...names, ...givenNames],
    decisions: decided.decisions,
    confirm: 'settings' in settings && settings.settings.principal?.confirm === true,
  });
  if ('faults' in compiled) {
    faults.push(
      ...compiled.faults.map(({ element, message }) => ({ file: 'flow.bpmn', where: element, message })),
    );
  } else {
    const judged = [
      ...compiled.doubts,
      ...soundness(compiled.program).map(({ element, message, run }) => ({
        element,
        message: run.length > 0 ? `${message}（${run.join(' → ')}）` : message,
      })),
    ];
    faults.push(...judged.map(({ element, message }) => ({ file: 'flow.bpmn', where: element, message })));
    faults.push(...disagreements(form, compiled.program));
    if ('settings' in settings) {
      faults.push(...checkBallots(settings.settings, form, compiled.program));
      faults.push(...checkPayments(settings.settings, compiled.program));
      faults.push(...checkAnnouncements(settings.settings, form, compiled.program));
      faults.push(...checkSurvey(settings.settings, form, compiled.program));
      faults.push(...quotaSteps(settings.settings, compiled.program));
    }
  }
  if ('faults' in settings || 'faults' in compiled || faults.length > 0) return { faults };
  const { files: decisions } = decided;
  const parts = [settingsText, formText, flow, ...decisions.flatMap(({ file, xml }) => [file, xml])];
  const digest = createHash('sha256').update(parts.join('\0')).digest('hex');
  return {
    folder: {
      settings: settings.settings,
      form,
      flow,
      decisions,
      program: compiled.program,
      scenarios,
      files: await filesIn(directory),
      digest,
    },
  };
}

/** What a query is called, where the settings are a query's. */
function queryIn(settings: unknown): { readonly id: string; readonly name: string } | undefined {
  if (typeof settings !== 'object' || settings === null || !('kind' in settings)) return undefined;
  if (settings.kind !== 'query') return undefined;
  const word = (key: string): string => String(Object.entries(settings).find(([each]) => each === key)?.[1]);
  return { id: /^[a-z][a-z0-9-]{1,62}$/.test(word('id')) ? word('id') : 'query', name: word('name') };
}

/** A query has no applications: what would be about them is a mistake. */
async function ofApplications(directory: string, settings: unknown): Promise<readonly ServiceFault[]> {
  const message = '查询没有申请，不要写';
  const files = (await readdir(directory)).filter((name) =>
    /^form\.json$|\.(bpmn|dmn)$|^scenarios$/.test(name),
  );
  return [
    ...files.map((file) => ({ file, where: '', message })),
    ...Object.keys(settingsOfApplications)
      .filter((key) => Object.hasOwn(Object(settings), key))
      .map((where) => ({ file: 'service.json', where, message })),
  ];
}

async function readScenarios(directory: string, faults: ServiceFault[]): Promise<ServiceFolder['scenarios']> {
  const files = await readdir(path.join(directory, 'scenarios')).catch(() => []);
  const scenarios: { file: string; content: unknown }[] = [];
  for (const name of files.filter((file) => file.endsWith('.json')).sort()) {
    const file = `scenarios/${name}`;
    scenarios.push({
      file,
      content: parseJson(file, await readFile(path.join(directory, file), 'utf8'), faults),
    });
  }
  return scenarios;
}

function parseJson(file: string, text: string, faults: ServiceFault[]): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    faults.push({
      file,
      where: '',
      message: `不是有效的 JSON：${error instanceof Error ? error.message : String(error)}`,
    });
    return undefined;
  }
}

/** A quota is taken at steps that there are, and so is a place. */
function quotaSteps(
  { quota = [], registration }: ServiceSettings,
  program: Program,
): readonly ServiceFault[] {
  const steps = new Set(stepsOf(program).map((step) => step.node.id));
  const unknown =
    registration?.at === undefined || steps.has(registration.at)
      ? []
      : [{ file: 'service.json', where: 'registration.at', message: `流程没有环节 ${registration.at}` }];
  const unknownOfQuotas = quota.flatMap(({ at = [] }, index) =>
    at
      .filter((step) => !steps.has(step))
      .map((step) => ({
        file: 'service.json',
        where: `quota[${index}].at`,
        message: `流程没有环节 ${step}`,
      })),
  );
  return [...unknown, ...unknownOfQuotas];
}

/** Form and flow name the same steps and fields, or the version would fail when somebody gets there. */
function disagreements(form: FormDocument, program: Program): readonly ServiceFault[] {
  const steps = new Set(['apply', 'view', 'cc', ownerStep, ...stepsOf(program).map((step) => step.node.id)]);
  const unknownSteps = Object.keys(form.steps)
    .filter((step) => !steps.has(step))
    .map((step) => ({ file: 'form.json', where: `steps.${step}`, message: '流程中没有这个环节' }));
  const unknownFields = stepsOf(program).flatMap(({ node }) =>
    node.approval.actors.flatMap((rule) =>
      'field' in rule && !mayName(form, rule)
        ? [
            {
              file: 'flow.bpmn',
              where: node.id,
              message: `办理人规则引用的字段“${rule.field}”不在表单中，或不是${rule.is === 'dataOwner' ? '能填子集的' : '人员、部门'}字段`,
            },
          ]
        : [],
    ),
  );
  const start =
    program.start === 'apply'
      ? []
      : [
          {
            file: 'flow.bpmn',
            where: program.start ?? '',
            message: '开始事件的 id 必须是 apply（申请人的环节）',
          },
        ];
  return [...unknownSteps, ...unknownFields, ...forGuests(form, program), ...start];
}

/** Somebody from outside cannot look people or records up, nor may he find out by trying who there is. */
function forGuests(form: FormDocument, program: Program): readonly ServiceFault[] {
  const steps = stepsOf(program).filter(({ node }) => node.approval.actors.some(({ is }) => is === 'guest'));
  const fields = form.sections.flatMap((section) => section.fields);
  return steps.flatMap(({ node }) => {
    const access = accessAt(form, node.id);
    return fields
      .flatMap((field) => [
        [field.key, field.type] as const,
        ...(field.type === 'table'
          ? field.items.map((item) => [`${field.key}.${item.key}`, item.type] as const)
          : []),
      ])
      .filter(([path, type]) => notForGuests.has(type) && mayWrite(access(path)))
      .map(([path]) => ({
        file: 'form.json',
        where: `steps.${node.id}.${path}`,
        message: '这个环节由校外人员办理，不能让他填写人员或选取记录的字段',
      }));
  });
}

const notForGuests: ReadonlySet<string> = new Set(['person', 'persons', 'reference', 'references']);

/**
 * Whether the field of a rule can name whom it asks: persons and units, columns as `table.column`; of a picked record
 * any of its columns, which only the record's source knows. A subset of personal data may be picked or typed.
 */
function mayName(
  form: FormDocument,
  { is, field: path }: Extract<ActorRule, { readonly field: string }>,
): boolean {
  const [key, column] = path.split('.');
  const field = form.sections.flatMap(({ fields }) => fields).find((each) => each.key === key);
  const named = field?.type === 'table' ? field.items.find((item) => item.key === column) : field;
  if (field === undefined || named === undefined) return false;
  if (is === 'dataOwner') return (field.type === 'table') === (column !== undefined);
  if (field.type !== 'table' && column !== undefined) return picked.has(field.type);
  return naming.has(named.type);
}

const naming: ReadonlySet<string> = new Set(['person', 'persons', 'department', 'departments']);
const picked: ReadonlySet<string> = new Set(['reference', 'references']);
