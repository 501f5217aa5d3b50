import assert from 'node:assert/strict';
import { test } from 'node:test';
import { en as administrationEn, zh as administrationZh } from './administration.ts';
import { en as bookingEn, zh as bookingZh } from './booking.ts';
import { en as campaignsEn, zh as campaignsZh } from './campaigns.ts';
import { en } from './en.ts';
import { en as guestsEn, zh as guestsZh } from './guests.ts';
import { en as paymentsEn, zh as paymentsZh } from './payments.ts';
import { en as registrationsEn, zh as registrationsZh } from './registrations.ts';
import { en as surveysEn, zh as surveysZh } from './surveys.ts';
import { en as takingPartEn, zh as takingPartZh } from './taking-part.ts';
import { zh } from './zh.ts';

const leaves = (tree: object, path = ''): [string, string][] =>
  Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string'
      ? [[`${path}${key}`, value] as [string, string]]
      : leaves(value, `${path}${key}.`),
  );

const placesIn = (words: string) => [...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).sort();

const catalogues = {
  translation: [zh, en],
  administration: [administrationZh, administrationEn],
  guests: [guestsZh, guestsEn],
  takingPart: [takingPartZh, takingPartEn],
  payments: [paymentsZh, paymentsEn],
  campaigns: [campaignsZh, campaignsEn],
  booking: [bookingZh, bookingEn],
  registrations: [registrationsZh, registrationsEn],
  surveys: [surveysZh, surveysEn],
} as const;

for (const [name, [chinese, english]] of Object.entries(catalogues)) {
  test(`both languages fill the same places of each text: ${name}`, () => {
    const words = new Map(leaves(english));
    for (const [key, text] of leaves(chinese))
      assert.deepEqual(placesIn(words.get(key) ?? ''), placesIn(text), key);
  });

  test(`no text is empty: ${name}`, () => {
    for (const [key, text] of [...leaves(chinese), ...leaves(english)]) assert.notEqual(text.trim(), '', key);
  });
}
