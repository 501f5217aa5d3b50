import { queryOptions, useQuery } from '@tanstack/react-query';
import type { LastApplication } from '@yizhan/contract';
import { useEffect, useState } from 'react';
import { api } from '../../api/index.ts';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';

const lastQuery = (service: string, from: string | undefined) =>
  queryOptions({
    queryKey: ['services', service, 'last-application', from],
    queryFn: async ({ signal }) => {
      const asked = from === undefined ? '' : `?from=${encodeURIComponent(from)}`;
      const path = `/services/${encodeURIComponent(service)}/last-application${asked}`;
      return (await api.get<{ last?: LastApplication }>(path, signal)).last ?? null;
    },
    staleTime: 60_000,
  });

interface LastFilledProps {
  service: string;
  /** 再次申请: this one, and at once. */
  from: string | undefined;
  fill(last: LastApplication): void;
}

/** 从上次申请填入: offered where a new form begins, and taken back as easily as any typing. */
export function LastFilled({ service, from, fill }: LastFilledProps) {
  const t = useTexts();
  const [taken, setTaken] = useState(false);
  const { data: last } = useQuery(lastQuery(service, from));
  const isWanted = from !== undefined && last !== null && last !== undefined && !taken;
  useEffect(() => {
    if (!isWanted) return;
    fill(last);
    setTaken(true);
  }, [isWanted, last, fill]);
  if (!last || Object.keys(last.values).length === 0) return null;
  if (taken) return <Strip tone="good">{t('apply.lastTaken', { number: last.number ?? '' })}</Strip>;
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
