import { useQueryClient } from '@tanstack/react-query';
import type { CampaignAct, CampaignActDone } from '@yizhan/contract';
import { useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { campaignPath, refreshCampaigns } from './campaigns.query.ts';

/** Does something to a campaign, and shows it as it is afterwards: also when it was refused, for then it has changed. */
export function useAct(id: string): (body: CampaignAct) => Promise<CampaignActDone> {
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  return async (body) => {
    try {
      const done = await api.send<CampaignActDone>('POST', `${campaignPath(id)}/acts`, {
        body,
        key: keys.keyFor(body),
      });
      keys.settle();
      return done;
    } finally {
      await refreshCampaigns(queries);
    }
  };
}
