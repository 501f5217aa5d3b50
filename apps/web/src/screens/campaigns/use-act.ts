import type { CampaignAct, CampaignActDone } from '@yizhan/contract';
import { useActs } from '../../api/use-acts.ts';
import { campaignPath, refreshCampaigns } from './campaigns.query.ts';

export const useAct = (id: string) =>
  useActs<CampaignAct, CampaignActDone>(campaignPath(id), refreshCampaigns);
