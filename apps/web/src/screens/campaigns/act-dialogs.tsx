import type { CampaignDetail } from '@yizhan/contract';
import { type ReactNode, useId, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import dialog from '../task/act-dialog.module.css';
import { split } from './roster-draft.ts';
import { UnitPicker } from './unit-picker.tsx';
import { useAct } from './use-act.ts';

interface PlainProps {
  title: string;
  about: string;
  confirm: string;
  asksReason?: boolean;
  /** How the words are called, where they are no reason. */
  wordsLabel?: string;
  /** Nothing is sent while something is missing. */
  ready?: boolean;
  send(words: string): Promise<void>;
  shut(): void;
  children?: ReactNode;
}

/** What it means, what it needs, and a word to it. */
export function Plain(props: PlainProps) {
  const { title, about, confirm, asksReason = false, wordsLabel, ready = true, send, shut, children } = props;
  const t = useCampaignTexts();
  const common = useTexts();
  const id = useId();
  const [words, setWords] = useState('');
  const { busy, refusal, sending } = useSending();
  const press = () =>
    void sending(async () => {
      await send(words.trim());
      shut();
    });
  return (
    <Dialog
      title={title}
      onClose={shut}
      acts={
        <>
          <Button onClick={shut}>{common('cancel')}</Button>
          <Button kind="primary" busy={busy} disabled={!ready} onClick={press}>
            {busy ? t('sending') : confirm}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{about}</p>
        {children}
        {asksReason && (
          <Labelled id={id} label={wordsLabel ?? t('reason')} needed={false} saysOptional>
            <input
              id={id}
              className={controls.input}
              maxLength={200}
              value={words}
              onChange={(event) => setWords(event.target.value)}
            />
          </Labelled>
        )}
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

/** 催填: all who have not submitted, or one of them. */
export function Remind({
  id,
  count,
  cases,
  shut,
}: {
  id: string;
  count: number;
  cases?: string[];
  shut(): void;
}) {
  const t = useCampaignTexts();
  const act = useAct(id);
  return (
    <Plain
      title={t('remindAll')}
      about={t('remindAbout', { count })}
      confirm={t('remindAll')}
      asksReason
      wordsLabel={t('remindWords')}
      shut={shut}
      send={async (comment) => {
        const done = await act({ act: 'remind', ...(cases && { cases }), ...(comment && { comment }) });
        say(done.left ? t('remindedLeft', { ...done }) : t('reminded', { count: done.count }));
      }}
    />
  );
}

/** As its roster goes: by numbers, or by units. */
export function Add({ campaign: { id, roster }, shut }: { campaign: CampaignDetail; shut(): void }) {
  const t = useCampaignTexts();
  const act = useAct(id);
  const input = useId();
  const [numbers, setNumbers] = useState('');
  const [units, setUnits] = useState<string[]>([]);
  const isByUnits = roster.by === 'units';
  return (
    <Plain
      title={t('add')}
      about={t('addAbout')}
      confirm={t('add')}
      asksReason
      ready={isByUnits ? units.length > 0 : split(numbers).length > 0}
      shut={shut}
      send={async (reason) => {
        const { count } = await act({
          act: 'add',
          ...(isByUnits ? { units } : { numbers: split(numbers) }),
          ...(reason && { reason }),
        });
        say(t('added', { count }));
      }}
    >
      <Labelled id={input} label={t(isByUnits ? 'units' : 'numbers')} needed>
        {isByUnits ? (
          <UnitPicker id={input} name={t('units')} required units={units} choose={setUnits} />
        ) : (
          <textarea
            id={input}
            data-first=""
            className={`${controls.input} ${controls.area}`}
            placeholder={t('numbersPlaceholder')}
            value={numbers}
            onChange={(event) => setNumbers(event.target.value)}
          />
        )}
      </Labelled>
    </Plain>
  );
}

export function Extend({ campaign: { id, closes }, shut }: { campaign: CampaignDetail; shut(): void }) {
  const t = useCampaignTexts();
  const act = useAct(id);
  const input = useId();
  const [day, setDay] = useState(closes);
  return (
    <Plain
      title={t('extend')}
      about={t('extendAbout')}
      confirm={t('extend')}
      asksReason
      ready={day !== ''}
      shut={shut}
      send={async (reason) => {
        await act({ act: 'extend', closes: day, ...(reason && { reason }) });
        say(t('extended', { day }));
      }}
    >
      <Labelled id={input} label={t('closes')} needed>
        <input
          id={input}
          type="date"
          data-first=""
          className={controls.input}
          min={schoolDate(new Date())}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
      </Labelled>
    </Plain>
  );
}
