import type { Directory } from '../context.ts';
import { applicant } from './scenario.ts';

/**
 * An organisation where every post is held by exactly one person, who is named after it: `unitHead(applicant)`,
 * `unitHead(finance)`, `主任@finance`, `党委书记@unit-of(applicant)`, `counsellor(applicant)`, `dataOwner(papers)`,
 * `group(seal-desk)`, `administrator`. A scenario may put others, or nobody, in the place of such a name. Whether a
 * field holds a person or a unit cannot be known here: what it holds stands in the name as it is.
 */
export function madeUpDirectory(others: Readonly<Record<string, readonly string[]>> = {}): Directory {
  const holders = (name: string): readonly string[] =>
    Object.hasOwn(others, name) ? (others[name] ?? []) : [name];
  return {
    unitHeadOf: ({ person }) => holders(`unitHead(${person})`),
    headsOfUnit: (unit) => holders(`unitHead(${unit})`),
    holdersOf: (title, unit) => holders(`${title}@${unit}`),
    nearestHoldersOf: (title, { person, unit }) =>
      holders(person === applicant ? `${title}@unit-of(${person})` : `${title}@${person ?? unit}`),
    relatedTo: (relation, { person, unit }) => holders(`${relation}(${person ?? unit})`),
    dataOwnersOf: (subset) => holders(`dataOwner(${subset})`),
    standingOf: (id) => (id === applicant ? { person: id, unit: 'unit' } : { unit: id }),
    isActive: () => true,
    membersOf: (group) => holders(`group(${group})`),
    administrators: () => holders('administrator'),
    headChainOf: ({ person }) => [1, 2, 3].map((level) => holders(`head${level}(${person})`)),
    superiorsOf: (person) => holders(`superior(${person})`),
  };
}
