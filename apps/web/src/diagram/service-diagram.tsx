import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ServiceDiagram as Diagram } from '@yizhan/contract';
import { api } from '../api/index.ts';
import { useTexts } from '../texts/index.ts';
import { LoadFailed } from '../ui/notice.tsx';
import { Bone } from '../ui/skeleton.tsx';
import { FlowPicture } from './flow-picture.tsx';
import { Fold } from './fold.tsx';

const diagramQuery = (service: string) =>
  queryOptions({
    queryKey: ['services', service, 'diagram'],
    queryFn: ({ signal }) => api.get<Diagram>(`/services/${encodeURIComponent(service)}/diagram`, signal),
    staleTime: 60_000,
  });

/** 流程图 of a service before one applies; the guide has the list of steps beside it. */
export function ServiceDiagram({ service, unfolded }: { service: string; unfolded: boolean }) {
  const t = useTexts();
  return (
    <Fold title={t('diagram.title')} unfolded={unfolded} level={3}>
      <Inside service={service} />
    </Fold>
  );
}

function Inside({ service }: { service: string }) {
  const t = useTexts();
  const { data, error, refetch } = useQuery(diagramQuery(service));
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  if (!data) return <Bone height={442} />;
  if (data.xml === null) return <p>{t('diagram.none')}</p>;
  return <FlowPicture xml={data.xml} label={t('diagram.title')} />;
}
