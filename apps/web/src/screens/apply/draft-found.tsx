import { queryOptions } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ApplicationSummary } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import type { Page } from '../../api/types.ts';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';

/** Asked once, before the form is shown: what this very page saves later is no find. */
export const draftsQuery = (service: string) =>
  queryOptions({
    queryKey: ['applications', 'drafts-of', service],
    queryFn: async ({ signal }) => {
      const { items } = await api.get<Page<ApplicationSummary>>(
        '/applications?box=draft&status=draft&limit=100',
        signal,
      );
      return items.filter((draft) => draft.service.id === service);
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    refetchOnWindowFocus: false,
  });

/** Somebody who began on the phone goes on here instead of beginning anew. */
export function DraftFound({ draft }: { draft: ApplicationSummary }) {
  const t = useTexts();
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
