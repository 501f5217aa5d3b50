import type { ServiceVersion } from '../services/catalogue.ts';
import { parametersOf } from '../services/settings.ts';
import type { Limits } from './places.ts';
import type { PlacesRow } from './registrations.sql.ts';
import type { Places, RegistrationSettings } from './settings.ts';

/** A number, or the parameter that holds it. */
const numberOf = (places: Places, parameters: Readonly<Record<string, unknown>>): number =>
  typeof places === 'number' ? places : Number(parameters[places.slice('parameters.'.length)]);

/** By the service's current version; what the owner has set for the session since then stands above it. */
export function limitsOf(
  { settings }: Pick<ServiceVersion, 'settings'>,
  registration: RegistrationSettings,
  rows: readonly PlacesRow[],
): Limits {
  const parameters = parametersOf(settings);
  const set = new Map(rows.map(({ group_key, places }) => [group_key, places]));
  const { places, groups } = registration;
  return {
    all: set.get('') ?? (places === undefined ? undefined : numberOf(places, parameters)),
    of(group) {
      if (group === '') return undefined;
      const own =
        groups?.of !== undefined && Object.hasOwn(groups.of, group) ? groups.of[group] : groups?.each;
      return set.get(group) ?? (own === undefined ? undefined : numberOf(own, parameters));
    },
  };
}

const usualTime = '09:00';

/** When the lot is drawn; undefined where there is none. */
export function drawTime(
  { settings }: Pick<ServiceVersion, 'settings'>,
  { mode, lot }: RegistrationSettings,
): string | undefined {
  if (mode !== 'lot' || lot === undefined) return undefined;
  const { on, at = usualTime } = lot;
  const day = on.startsWith('parameters.')
    ? String(parametersOf(settings)[on.slice('parameters.'.length)])
    : on;
  return new Date(`${day}T${at}:00+08:00`).toISOString();
}
