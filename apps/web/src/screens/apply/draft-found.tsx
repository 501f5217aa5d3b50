import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ApplicationSummary } from '@yizhan/contract';
import { useState } from 'react';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';

/** Somebody who began on the phone goes on here instead of beginning anew. */
export function DraftFound({ service }: { service: string }) {
  const t = useTexts();
  const [since] = useState(() => new Date().toISOString());
  const { data } = useQuery({
    queryKey: ['applications', 'drafts-of', service],
    queryFn: ({ signal }) => api.get<Page<ApplicationSummary>>('/applications?box=draft&status=draft&limit=100', signal),
    staleTime: Number.POSITIVE_INFINITY, // what this very page saves is no find
    gcTime: 0,
  });
  const draft = data?.items.find((one) => one.service.id === service && one.createdAt < since);
  if (!draft) return null;
  return (
    <Strip
      tone="info"
      acts={
        <Link to="/applications/$id/edit" params={{ id: draft.id }} className={buttonClass('plain', 'small')}>
          {t('apply.draftContinue')}
        </Link>
      }
    >
      {t('apply.draftFound', { at: momentText(draft.updatedAt, t) })}
    </Strip>
  );
}
