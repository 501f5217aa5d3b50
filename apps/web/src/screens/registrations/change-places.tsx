import type { RegistrationDetail } from '@yizhan/contract';
import { useId, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { useRegistrationTexts } from '../../texts/use-registration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import dialog from '../task/act-dialog.module.css';
import { useAct } from './use-act.ts';

interface ChangePlacesProps {
  registration: RegistrationDetail;
  /** Empty: those of all. */
  group: string;
  shut(): void;
}

/** 改名额: fewer than have a place only for whoever says that he means it. */
export function ChangePlaces({ registration, group, shut }: ChangePlacesProps) {
  const t = useRegistrationTexts();
  const common = useTexts();
  const input = useId();
  const act = useAct(registration.service.id);
  const { busy, refusal, sending } = useSending();
  const now = group === '' ? registration : registration.groups.find((each) => each.group === group);
  const [text, setText] = useState(String(now?.places ?? ''));
  const [isMeant, setMeant] = useState(false);
  const places = /^\d{1,6}$/.test(text) ? Number(text) : undefined;
  const isBelow = places !== undefined && places < (now?.placed ?? 0);
  const press = () =>
    void sending(async () => {
      if (places === undefined) return;
      await act({
        act: 'places',
        session: registration.session,
        ...(group !== '' && { group }),
        places,
        ...(isBelow && { below: true }),
      });
      say(t('changed', { places }));
      shut();
    });
  return (
    <Dialog
      title={group === '' ? t('change') : `${t('change')}：${group}`}
      onClose={shut}
      acts={
        <>
          <Button onClick={shut}>{common('cancel')}</Button>
          <Button
            kind="primary"
            busy={busy}
            disabled={places === undefined || (isBelow && !isMeant)}
            onClick={press}
          >
            {busy ? t('sending') : t('change')}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{t('changeAbout')}</p>
        <Labelled id={input} label={group === '' ? t('changeAll') : group} needed>
          <input
            id={input}
            data-first=""
            inputMode="numeric"
            maxLength={6}
            className={controls.input}
            value={text}
            onChange={(event) => setText(event.target.value.trim())}
          />
        </Labelled>
        {isBelow && (
          <label>
            <input type="checkbox" checked={isMeant} onChange={(event) => setMeant(event.target.checked)} />{' '}
            {t('below')}
          </label>
        )}
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}
