import type { TaskDetail } from '@yizhan/contract';
import { useMemo, useRef, useState } from 'react';
import { FieldInput } from '../../fields/field-input.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { FaultList } from '../../form/fault-list.tsx';
import { FormView } from '../../form/form-view.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useFilling } from '../../form/use-filling.ts';
import { useForm } from '../../form/use-form.ts';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { Strip } from '../../ui/notice.tsx';
import { Decide } from './decide.tsx';
import { keptWords, laidOver, withoutSecrets } from './kept-words.ts';
import { TaskPage } from './task-page.tsx';

/** A task whose step fills something in: only an approval wants all of it complete. */
export function FillForm({ task }: { task: TaskDetail }) {
  const t = useTexts();
  const context = useMemo(
    () => ({ today: schoolDate(new Date()), calendar: task.calendar, ...task.given }),
    [task.calendar, task.given],
  );
  const me = useMe().data?.id ?? '';
  const kept = useMemo(() => keptWords(me, task.id), [me, task.id]);
  const [restored, setRestored] = useState(() => {
    kept.forgetOthers();
    return kept.read().form;
  });
  const saving = useRef<ReturnType<typeof setTimeout>>(undefined);
  const handle = useForm({
    document: task.form,
    step: task.step,
    initial: restored ? laidOver(task.data, restored) : task.data,
    context,
    // Not ended when the page is left: what was typed last is kept, too.
    changed: () => {
      clearTimeout(saving.current);
      saving.current = setTimeout(() => kept.keepForm(withoutSecrets(task.form, handle.written())), 300);
    },
  });
  const startOver = () => {
    clearTimeout(saving.current);
    kept.forgetForm();
    handle.replace(task.data);
    setRestored(undefined);
  };
  const { filling, attempt, uploads } = useFilling(handle);
  return (
    <AntdFrame>
      <SurroundingsProvider
        service={task.application.service.id}
        application={task.application.id}
        names={task.names}
        uploads={uploads}
        Input={FieldInput}
      >
        <TaskPage
          task={task}
          unfolded
          notice={
            attempt > 0 && handle.faults.length > 0 ? (
              <FaultList faults={handle.faults} attempt={attempt} />
            ) : (
              restored && (
                <Strip
                  tone="info"
                  acts={
                    <Button size="small" onClick={startOver}>
                      {t('task.startOver')}
                    </Button>
                  }
                >
                  {t('task.restored')}
                </Strip>
              )
            )
          }
          foot={<Decide task={task} filling={filling} />}
        >
          <FormView handle={handle} fillFirst />
        </TaskPage>
      </SurroundingsProvider>
    </AntdFrame>
  );
}
