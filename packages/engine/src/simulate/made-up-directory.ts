import type { Directory } from '../context.ts';

/**
 * An organisation where every post is held by exactly one person, who is named after it: `unitHead(applicant)`,
 * `unitHead(finance)`, `主任@finance`, `group(seal-desk)`, `administrator`. A scenario may put others, or nobody, in
 * the place of such a name.
 */
export function madeUpDirectory(others: Readonly<Record<string, readonly string[]>> = {}): Directory {
  const holders = (name: string): readonly string[] =>
    Object.hasOwn(others, name) ? (others[name] ?? []) : [name];
  return {
    unitHeadOf: ({ person }) => holders(`unitHead(${person})`),
    headsOfUnit: (unit) => holders(`unitHead(${unit})`),
    holdersOf: (title, unit) => holders(`${title}@${unit}`),
    membersOf: (group) => holders(`group(${group})`),
    administrators: () => holders('administrator'),
    headChainOf: ({ person }) => [1, 2, 3].map((level) => holders(`head${level}(${person})`)),
    superiorsOf: (person) => holders(`superior(${person})`),
  };
}
