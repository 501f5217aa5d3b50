import type { IconName } from './icon.tsx';

export interface CategoryLook {
  icon: IconName;
  /** One of eight calm tints (category-tile.module.css). */
  tint: number;
}

/** Pictures of the eleven usual categories; a school that adds others gets the plain one. */
const looks: Readonly<Record<string, CategoryLook>> = {
  'general-office': { icon: 'briefcase', tint: 0 },
  'publicity-culture': { icon: 'megaphone', tint: 4 },
  'party-league': { icon: 'flag', tint: 5 },
  'human-resources': { icon: 'people', tint: 1 },
  'logistics-security': { icon: 'shield', tint: 2 },
  'campus-transport': { icon: 'bus', tint: 6 },
  'household-registration': { icon: 'house', tint: 7 },
  teaching: { icon: 'book', tint: 3 },
  'it-services': { icon: 'monitor', tint: 0 },
  international: { icon: 'globe', tint: 1 },
  'student-services': { icon: 'cap', tint: 2 },
};

export const categoryLook = (category: string): CategoryLook =>
  looks[category] ?? { icon: 'grid', tint: category.length % 8 };
