/** The texts of the pages for campaigns come with these pages and not with the entry script. */
import i18next, { type TFunction } from 'i18next';
import { en, zh } from './campaigns.ts';
import { useLanguage } from './index.ts';

i18next.addResourceBundle('zh-CN', 'campaigns', zh);
i18next.addResourceBundle('en', 'campaigns', en);

export type CampaignTexts = TFunction<'campaigns'>;

export const useCampaignTexts = (): CampaignTexts => i18next.getFixedT(useLanguage(), 'campaigns');
