import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { InstanceAct, InstanceDetail } from '@yizhan/contract';
import { lazy, Suspense, useId, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { Bone } from '../../ui/skeleton.tsx';
import { say } from '../../ui/toast.tsx';
import { Choices } from '../task/choices.tsx';
import { instancePath, type JumpTarget, jumpTargetsQuery, refreshAdministration } from './admin.query.ts';
import { ReasonDialog } from './reason-dialog.tsx';

/** With antd. */
const SuccessorPicker = lazy(async () => ({
  default: (await import('./successor-picker.tsx')).SuccessorPicker,
}));

/** What is to be done to an instance, or to one thing that it stands at. */
export type Asking =
  | { readonly act: 'suspend' | 'resume' | 'terminate' }
  | { readonly act: 'jump'; readonly from: string; readonly name: string }
  | { readonly act: 'fireTimer'; readonly wait: string; readonly name: string }
  | {
      readonly act: 'handOver';
      readonly task: string;
      readonly name: string;
      readonly people: InstanceDetail['current'][number]['people'];
    };

interface InstanceActProps {
  instance: string;
  asking: Asking;
  close(): void;
}

export function InstanceActDialog({ instance, asking, close }: InstanceActProps) {
  const t = useAdministrationTexts();
  const send = useAct(instance, close);
  switch (asking.act) {
    case 'jump':
      return <Jump instance={instance} asking={asking} close={close} />;
    case 'handOver':
      return <GiveToAnother instance={instance} asking={asking} close={close} />;
    case 'fireTimer':
      return (
        <ReasonDialog
          title={t('fireTimer')}
          about={t('aboutFireTimer', { node: asking.name })}
          close={close}
          send={(reason) => send({ act: 'fireTimer', wait: asking.wait, reason }, t('fireTimer'))}
        />
      );
    default:
      return (
        <ReasonDialog
          title={t(asking.act)}
          about={t(abouts[asking.act])}
          close={close}
          send={(reason) => send({ act: asking.act, reason }, t(asking.act))}
        />
      );
  }
}

const abouts = { suspend: 'aboutSuspend', resume: 'aboutResume', terminate: 'aboutTerminate' } as const;

/** Sends an act, and shows the instance as it is afterwards: also when it was refused, for then it has changed. */
function useAct(instance: string, close: () => void) {
  const t = useAdministrationTexts();
  const queries = useQueryClient();
  const [keys] = useState(submissionKeys);
  return async (body: InstanceAct, word: string): Promise<void> => {
    try {
      await api.send('POST', `${instancePath(instance)}/acts`, { body, key: keys.keyFor(body) });
      keys.settle();
      say(t('done', { act: word }));
      close();
    } finally {
      await refreshAdministration(queries);
    }
  };
}

/** 跳转, with what each place would cancel, before it is done. */
function Jump({
  instance,
  asking,
  close,
}: Omit<InstanceActProps, 'asking'> & { asking: Extract<Asking, { act: 'jump' }> }) {
  const t = useAdministrationTexts();
  const { data, error } = useQuery(jumpTargetsQuery(instance, asking.from));
  const [to, setTo] = useState<string>();
  const [missing, setMissing] = useState(false);
  const send = useAct(instance, close);
  const hintOf = ({ cancels, ends }: JumpTarget): string =>
    [
      ...(ends ? [t('endsThere')] : []),
      cancels.length > 0
        ? t('cancels', { elements: cancels.map(({ name }) => name).join('、') })
        : t('cancelsNothing'),
    ].join('；');
  return (
    <ReasonDialog
      title={t('jump')}
      about={t('aboutJump', { from: asking.name })}
      close={close}
      wanting={() => {
        setMissing(to === undefined);
        return to === undefined;
      }}
      send={(reason) => send({ act: 'jump', from: asking.from, to: to ?? '', reason }, t('jump'))}
    >
      {error ? (
        <Strip tone="bad">{detailOf(error)}</Strip>
      ) : data === undefined ? (
        <Bone height={120} />
      ) : data.length === 0 ? (
        <Strip tone="warn">{t('noTargets')}</Strip>
      ) : (
        <Choices
          legend={t('target')}
          choices={data.map((target) => ({ id: target.id, name: target.name, hint: hintOf(target) }))}
          chosen={to === undefined ? [] : [to]}
          choose={([chosen]) => {
            setTo(chosen);
            setMissing(false);
          }}
          fault={missing ? t('targetRequired') : undefined}
          first
        />
      )}
    </ReasonDialog>
  );
}

function GiveToAnother({
  instance,
  asking,
  close,
}: Omit<InstanceActProps, 'asking'> & { asking: Extract<Asking, { act: 'handOver' }> }) {
  const t = useAdministrationTexts();
  const [from, setFrom] = useState(asking.people[0]?.id ?? '');
  const [to, setTo] = useState<string>();
  const [missing, setMissing] = useState(false);
  const picker = useId();
  const send = useAct(instance, close);
  return (
    <ReasonDialog
      title={t('handOverOne')}
      about={t('aboutHandOverOne', { node: asking.name })}
      close={close}
      wanting={() => {
        setMissing(to === undefined);
        return to === undefined;
      }}
      send={(reason) =>
        send({ act: 'handOver', task: asking.task, from, to: to ?? '', reason }, t('handOverOne'))
      }
    >
      {asking.people.length > 1 && (
        <Choices
          legend={t('from')}
          choices={asking.people.map(({ id, name, unit }) => ({ id, name, hint: unit }))}
          chosen={[from]}
          choose={([chosen = from]) => setFrom(chosen)}
          first
        />
      )}
      <Labelled id={picker} label={t('to')} needed fault={missing ? t('personRequired') : undefined}>
        <Suspense fallback={<Bone height={40} />}>
          <SuccessorPicker
            id={picker}
            name={t('to')}
            isMissing={missing}
            person={to}
            choose={(person) => {
              setTo(person);
              setMissing(false);
            }}
          />
        </Suspense>
      </Labelled>
    </ReasonDialog>
  );
}
