import { queryOptions, useQuery } from '@tanstack/react-query';
import type { ApplicationDiagram as Diagram } from '@yizhan/contract';
import { useMemo } from 'react';
import { api } from '../api/index.ts';
import { applicationPath } from '../applications/applications.query.ts';
import { useTexts } from '../texts/index.ts';
import { LoadFailed } from '../ui/notice.tsx';
import { Bone } from '../ui/skeleton.tsx';
import styles from './application-diagram.module.css';
import { FlowPicture } from './flow-picture.tsx';
import { Fold } from './fold.tsx';
import { Legend } from './legend.tsx';
import { StepList } from './step-list.tsx';

/** Under the key of its page: what refreshes where it stands refreshes this. */
const diagramQuery = ({ id, administered = false }: Which) =>
  queryOptions({
    queryKey: [...(administered ? ['admin', 'instance'] : ['applications']), id, 'diagram'],
    queryFn: ({ signal }) =>
      api.get<Diagram>(
        `${administered ? `/admin/instances/${encodeURIComponent(id)}` : applicationPath(id)}/diagram`,
        signal,
      ),
  });

interface Which {
  id: string;
  /** Looked at by an administrator, who need not be concerned with the application. */
  administered?: boolean;
}

/** 流程图: where an application stands on the drawing of its flow, and the same in words. */
export function ApplicationDiagram({ unfolded, ...which }: Which & { unfolded: boolean }) {
  const t = useTexts();
  return (
    <div className={`card ${styles.card}`}>
      <Fold title={t('diagram.title')} hint={t('diagram.hint')} unfolded={unfolded}>
        <Inside {...which} />
      </Fold>
    </div>
  );
}

function Inside(which: Which) {
  const { data, error, refetch } = useQuery(diagramQuery(which));
  if (error) return <LoadFailed error={error} retry={() => void refetch()} />;
  return data ? <Known diagram={data} /> : <Bone height={500} />;
}

function Known({ diagram }: { diagram: Diagram }) {
  const t = useTexts();
  const { xml, steps, nodes, flows, returns } = diagram;
  const standing = useMemo(
    () => ({ nodes, flows, returns, notes: notesOf(steps) }),
    [nodes, flows, returns, steps],
  );
  const list = <StepList steps={steps} label={t('diagram.steps')} />;
  if (xml === null) return list;
  return (
    <>
      <FlowPicture xml={xml} label={t('diagram.title')} standing={standing} />
      <Legend states={new Set(Object.values(nodes))} />
      <Fold title={t('diagram.inWords')} unfolded={false} level={3}>
        {list}
      </Fold>
    </>
  );
}

/** Who holds what is open now. */
const notesOf = (steps: Diagram['steps']): Record<string, string> =>
  Object.fromEntries(
    steps.flatMap(({ node, state, people }) =>
      state === 'current' && people.length > 0 ? [[node.id, shortly(people.map(({ name }) => name))]] : [],
    ),
  );

const shortly = (names: readonly string[]): string =>
  names.length > 3 ? `${names.slice(0, 3).join('、')} +${names.length - 3}` : names.join('、');
