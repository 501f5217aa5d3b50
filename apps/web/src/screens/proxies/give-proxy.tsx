import { Select } from 'antd';
import { useId, useState } from 'react';
import { popupPlace } from '../../fields/popup-place.ts';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { PeoplePicker } from '../../standing/people-picker.tsx';
import { useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { Choices } from '../task/choices.tsx';
import styles from './proxies.module.css';
import { useGiveProxy } from './proxies.query.ts';

interface GiveProxyProps {
  services: readonly { readonly id: string; readonly name: string }[];
  close(): void;
}

/** Who, from when until when, for what, and why. */
export function GiveProxy({ services, close }: GiveProxyProps) {
  const t = useTexts();
  const id = useId();
  const give = useGiveProxy();
  const [proxy, setProxy] = useState<readonly string[]>([]);
  const [from, setFrom] = useState(today);
  const [until, setUntil] = useState('');
  const [scope, setScope] = useState<'all' | 'some'>('all');
  const [some, setSome] = useState<string[]>([]);
  const [reason, setReason] = useState('');
  const [tried, setTried] = useState(false);
  const [person] = proxy;
  const complete =
    person !== undefined &&
    from !== '' &&
    until !== '' &&
    reason.trim() !== '' &&
    (scope === 'all' || some.length > 0);

  const confirm = () => {
    setTried(true);
    if (!complete || give.isPending) return;
    give.mutate(
      {
        proxy: person,
        from,
        until,
        reason: reason.trim(),
        ...(scope === 'some' && { services: some }),
      },
      {
        onSuccess: () => {
          say(t('proxies.done'));
          close();
        },
      },
    );
  };

  return (
    <Dialog
      title={t('proxies.give')}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={give.isPending} onClick={confirm}>
            {t('proxies.confirm')}
          </Button>
        </>
      }
    >
      <AntdFrame>
        <div className={styles.form}>
          <Labelled id={`${id}-proxy`} label={t('proxies.proxy')} needed>
            <PeoplePicker
              service=""
              control={{
                id: `${id}-proxy`,
                name: t('proxies.proxy'),
                labelled: true,
                describedBy: undefined,
                invalid: tried && person === undefined,
                required: true,
                compact: false,
              }}
              several={false}
              people={proxy}
              choose={setProxy}
            />
          </Labelled>
          <div className={styles.days}>
            <Labelled id={`${id}-from`} label={t('proxies.from')} needed>
              <input
                id={`${id}-from`}
                type="date"
                className={styles.input}
                min={today()}
                value={from}
                required
                aria-invalid={tried && from === ''}
                onChange={(event) => setFrom(event.target.value)}
              />
            </Labelled>
            <Labelled id={`${id}-until`} label={t('proxies.until')} needed>
              <input
                id={`${id}-until`}
                type="date"
                className={styles.input}
                min={from || today()}
                value={until}
                required
                aria-invalid={tried && until === ''}
                onChange={(event) => setUntil(event.target.value)}
              />
            </Labelled>
          </div>
          <Choices
            legend={t('proxies.scope')}
            choices={[
              { id: 'all', name: t('proxies.allServices') },
              { id: 'some', name: t('proxies.someServices') },
            ]}
            chosen={[scope]}
            choose={([chosen = 'all']) => setScope(chosen)}
          />
          {scope === 'some' && (
            <Labelled id={`${id}-services`} label={t('proxies.services')} needed>
              <Select
                id={`${id}-services`}
                mode="multiple"
                className={styles.input ?? ''}
                placeholder={t('proxies.servicesPlaceholder')}
                status={tried && some.length === 0 ? 'error' : ''}
                getPopupContainer={popupPlace}
                showSearch={{ optionFilterProp: 'label' }}
                options={services.map((service) => ({ value: service.id, label: service.name }))}
                value={some}
                onChange={setSome}
              />
            </Labelled>
          )}
          <Labelled id={`${id}-reason`} label={t('proxies.reason')} needed>
            <input
              id={`${id}-reason`}
              className={styles.input}
              maxLength={200}
              placeholder={t('proxies.reasonPlaceholder')}
              value={reason}
              required
              aria-invalid={tried && reason.trim() === ''}
              onChange={(event) => setReason(event.target.value)}
            />
          </Labelled>
          {tried && !complete && <Strip tone="bad">{t('proxies.incomplete')}</Strip>}
          {give.error && <Strip tone="bad">{detailOf(give.error)}</Strip>}
        </div>
      </AntdFrame>
    </Dialog>
  );
}

const today = (): string => schoolDate(new Date());
