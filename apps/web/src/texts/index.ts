/**
 * Texts of the hall. Chinese comes with the entry script; English is loaded when somebody chooses it. A change of
 * language redraws what uses `useTexts`, nothing typed into a form is lost.
 */
import type { Locale } from '@yizhan/contract';
import i18next, { type TFunction } from 'i18next';
import { useSyncExternalStore } from 'react';
import type { zh as administration } from './administration.ts';
import type { zh as booking } from './booking.ts';
import type { zh as campaigns } from './campaigns.ts';
import type { zh as guests } from './guests.ts';
import type { zh as payments } from './payments.ts';
import type { zh as registrations } from './registrations.ts';
import type { zh as surveys } from './surveys.ts';
import type { zh as takingPart } from './taking-part.ts';
import { zh } from './zh.ts';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    /** All but the first come with the pages that they are for. */
    resources: {
      translation: typeof zh;
      administration: typeof administration;
      guests: typeof guests;
      booking: typeof booking;
      registrations: typeof registrations;
      surveys: typeof surveys;
      takingPart: typeof takingPart;
      payments: typeof payments;
      campaigns: typeof campaigns;
    };
  }
}

const kept = 'yizhan.language';

/** No languages are guessed from the browser: a Chinese campus starts in Chinese until somebody switches. */
const chosen = (): Locale => (read() === 'en' ? 'en' : 'zh-CN');

function read(): string | null {
  try {
    return localStorage.getItem(kept);
  } catch {
    return null; // storage is closed in some in-app browsers
  }
}

export async function startTexts(): Promise<void> {
  await i18next.init({
    lng: 'zh-CN',
    fallbackLng: 'zh-CN',
    resources: { 'zh-CN': { translation: zh } },
    interpolation: { escapeValue: false }, // React escapes
  });
  await takeLanguage(chosen());
}

async function takeLanguage(locale: Locale): Promise<void> {
  if (locale === 'en' && !i18next.hasResourceBundle('en', 'translation')) {
    const { en } = await import('./en.ts');
    i18next.addResourceBundle('en', 'translation', en);
  }
  await i18next.changeLanguage(locale);
  document.documentElement.lang = locale;
}

export async function switchLanguage(locale: Locale): Promise<void> {
  try {
    localStorage.setItem(kept, locale);
  } catch {
    // see read()
  }
  await takeLanguage(locale);
}

export const language = (): Locale => (i18next.language === 'en' ? 'en' : 'zh-CN');

const subscribe = (changed: () => void) => {
  i18next.on('languageChanged', changed);
  return () => i18next.off('languageChanged', changed);
};

export type Texts = TFunction;

/** The texts for a component; it is drawn again when the language changes. */
export function useTexts(): Texts {
  useSyncExternalStore(subscribe, language);
  return i18next.t;
}

export function useLanguage(): Locale {
  return useSyncExternalStore(subscribe, language);
}

/** Texts outside components (messages after a request). */
export const text: Texts = i18next.t;

/** A service's own text in the language chosen, Chinese where its owner gave no other. */
export const inLanguage = (own: { zh: string; en?: string | undefined }, locale: Locale): string =>
  locale === 'en' ? (own.en ?? own.zh) : own.zh;
