import { queryOptions, useQuery } from '@tanstack/react-query';
import type { LastApplication } from '@yizhan/contract';
import { useState } from 'react';
import { api } from '../../api/index.ts';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';

const lastQuery = (service: string) =>
  queryOptions({
    queryKey: ['services', service, 'last-application'],
    queryFn: async ({ signal }) => {
      const path = `/services/${encodeURIComponent(service)}/last-application`;
      return (await api.get<{ last?: LastApplication }>(path, signal)).last ?? null;
    },
    staleTime: 60_000,
  });

interface LastFilledProps {
  service: string;
  fill(last: LastApplication): void;
}

/** 从上次申请填入: offered where a new form begins, and taken back as easily as any typing. */
export function LastFilled({ service, fill }: LastFilledProps) {
  const t = useTexts();
  const [taken, setTaken] = useState(false);
  const { data: last } = useQuery(lastQuery(service));
  if (!last || Object.keys(last.values).length === 0) return null;
  if (taken) return <Strip tone="good">{t('apply.lastTaken')}</Strip>;
  return (
    <Strip
      tone="info"
      acts={
        <Button
          size="small"
          onClick={() => {
            fill(last);
            setTaken(true);
          }}
        >
          {t('apply.lastTake')}
        </Button>
      }
    >
      {t('apply.lastFound', { at: momentText(last.submittedAt, t), number: last.number ?? '' })}
    </Strip>
  );
}
