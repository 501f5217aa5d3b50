/**
 * The published services as this server holds them. Versions never change, so they are kept for good once read;
 * which of them are current is asked with every visit.
 */
import { Refused, type SearchTerms } from '@yizhan/contract';
import type { Connection } from '@yizhan/database';
import { compile, condition, type Expression, FeelFailure, type Scope } from '@yizhan/feel';
import { type CompiledForm, compileForm } from '@yizhan/forms';
import type { CompiledRegistration } from '../registrations/take-place.ts';
import { fieldNames, givenNames, quotaNames } from './field-names.ts';
import { searchTerms } from './search-terms.ts';
import {
  type CurrentVersionRow,
  currentVersions,
  type ServiceVersionRow,
  versionsByDefinition,
} from './services.sql.ts';
import { parametersOf, type Quota, type ServiceSettings } from './settings.ts';

export interface ServiceVersion {
  readonly id: string;
  readonly version: number;
  readonly definition: string;
  readonly settings: ServiceSettings;
  readonly form: CompiledForm;
  /** The line that tells its applications apart. */
  readonly title: Expression;
  readonly terms: SearchTerms;
  /** Whether somebody of the audience may apply; absent: everybody. */
  readonly eligible: ((applicant: object) => boolean) | undefined;
  readonly quotas: readonly CompiledQuota[];
  readonly registration: CompiledRegistration | undefined;
  /** 限制知悉; absent: no application is. */
  readonly confidential: Expression | undefined;
}

export interface CompiledQuota {
  readonly settings: Quota;
  /** Of a campaign's quota that is no plain number. */
  readonly max: Expression | undefined;
  readonly count: Expression | undefined;
  readonly where: Expression | undefined;
}

export interface Catalogue {
  current(): Promise<readonly ServiceVersion[]>;
  /** @throws Refused `service/not-found` */
  find(service: string): Promise<ServiceVersion>;
  /** Versions behind definitions, whether or not they are current. */
  byDefinition(definitions: readonly string[]): Promise<ReadonlyMap<string, ServiceVersion>>;
}

export function openCatalogue(database: Connection, scope: () => Scope): Catalogue {
  const versions = new Map<string, ServiceVersion>();

  async function byDefinition(definitions: readonly string[]): Promise<ReadonlyMap<string, ServiceVersion>> {
    const missing = [...new Set(definitions)].filter((definition) => !versions.has(definition));
    if (missing.length > 0) {
      for (const row of await database.query<ServiceVersionRow>(versionsByDefinition(missing))) {
        versions.set(row.definition_id, versionFrom(row, scope));
      }
    }
    return versions;
  }

  async function current(): Promise<readonly ServiceVersion[]> {
    const rows = await database.query<CurrentVersionRow>(currentVersions());
    const known = await byDefinition(rows.map((row) => row.definition_id));
    return rows.flatMap((row) => known.get(row.definition_id) ?? []);
  }

  return {
    current,
    byDefinition,
    async find(service) {
      const version = (await current()).find((candidate) => candidate.id === service);
      if (version === undefined) throw new Refused('service/not-found');
      return version;
    },
  };
}

function versionFrom(row: ServiceVersionRow, scope: () => Scope): ServiceVersion {
  const names = [...fieldNames(row.form), ...givenNames];
  const compiled = (text: string | undefined) => (text === undefined ? undefined : compile(text, names));
  return {
    id: row.service_id,
    version: row.version,
    definition: row.definition_id,
    settings: row.settings,
    form: compileForm(row.form),
    title: compile(row.settings.title, fieldNames(row.form)),
    terms: searchTerms(row.settings),
    confidential: compiled(row.settings.confidential),
    eligible: eligibility(row.settings, scope),
    registration: row.settings.registration && {
      settings: row.settings.registration,
      session: compiled(row.settings.registration.session),
      group: compiled(row.settings.registration.groups?.by),
      where: compiled(row.settings.registration.where),
    },
    quotas: (row.settings.quota ?? []).map((settings) => ({
      settings,
      max:
        settings.per === 'campaign' && typeof settings.max === 'string'
          ? compile(settings.max, quotaNames)
          : undefined,
      count: compiled(settings.count),
      where: compiled(settings.where),
    })),
  };
}

/** An expression that fails lets nobody pass: what nobody may do is noticed, what everybody may do is not. */
function eligibility(settings: ServiceSettings, scope: () => Scope): ServiceVersion['eligible'] {
  if (settings.eligible === undefined) return undefined;
  const expression = compile(settings.eligible, givenNames);
  const parameters = parametersOf(settings);
  return (applicant) => {
    try {
      return condition(expression, { ...scope(), applicant, parameters });
    } catch (error) {
      if (error instanceof FeelFailure) return false;
      throw error;
    }
  };
}
