import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { ExportGiven, ExportOffer } from '@yizhan/contract';
import { useId, useState } from 'react';
import { submissionKeys } from '../../api/idempotency.ts';
import { api } from '../../api/index.ts';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { LoadFailed, Strip } from '../../ui/notice.tsx';
import { Bone } from '../../ui/skeleton.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { exportOfferQuery, refreshAdministration } from '../admin/admin.query.ts';
import { Check } from '../admin/filters.tsx';
import { statuses as allStatuses } from '../admin/instance-search.ts';
import { Reason } from '../admin/reason-dialog.tsx';
import styles from './exports.module.css';

type Column = ExportOffer['columns'][number];
type Status = (typeof allStatuses)[number];

/** Today at the school, and so many days before it. */
const schoolDay = (before = 0): string =>
  new Date(Date.now() + 8 * 3_600_000 - before * 86_400_000).toISOString().slice(0, 10);

export function AskForExport({ service, close }: { service: string; close(): void }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const queries = useQueryClient();
  const id = useId();
  const { data: offer, error, refetch } = useQuery(exportOfferQuery(service));
  const [from, setFrom] = useState(schoolDay(30));
  const [to, setTo] = useState(schoolDay());
  const [statuses, setStatuses] = useState<readonly Status[]>([]);
  const [chosen, setChosen] = useState<readonly string[]>();
  const [files, setFiles] = useState(false);
  const [reason, setReason] = useState('');
  const [missing, setMissing] = useState(false);
  const [keys] = useState(submissionKeys);
  const { busy, refusal, sending } = useSending();
  const columns = chosen ?? offer?.columns.filter(isOfProcess).map(({ key }) => key) ?? [];
  const mayFiles = offer?.columns.some(({ key, files: holds }) => holds && columns.includes(key)) ?? false;
  const toggle = (key: string, on: boolean) =>
    setChosen(
      offer?.columns.map((each) => each.key).filter((each) => (each === key ? on : columns.includes(each))),
    );

  const send = async () => {
    setMissing(true);
    if (columns.length === 0 || reason.trim() === '') return;
    const body = {
      service,
      from,
      to,
      ...(statuses.length > 0 && { statuses }),
      columns,
      ...(files && mayFiles && { files: true }),
      reason: reason.trim(),
    };
    await sending(async () => {
      const given = await api.send<ExportGiven>('POST', '/admin/exports', { body, key: keys.keyFor(body) });
      say(t('exportGiven', { count: given.applications }));
      fetchFile(`/api/v1/admin/exports/${given.id}/list`);
      await refreshAdministration(queries);
      close();
    });
  };

  return (
    <Dialog
      title={t('exportList')}
      wide
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={send}>
            {busy ? t('sending') : t('exportNow')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p className={styles.more}>{t('exportAbout')}</p>
        <div className={styles.days}>
          <Labelled id={`${id}-from`} label={t('submittedFrom')} needed>
            <input
              id={`${id}-from`}
              type="date"
              data-first=""
              className={controls.input}
              value={from}
              onChange={(event) => setFrom(event.target.value)}
            />
          </Labelled>
          <Labelled id={`${id}-to`} label={t('submittedTo')} needed>
            <input
              id={`${id}-to`}
              type="date"
              className={controls.input}
              value={to}
              onChange={(event) => setTo(event.target.value)}
            />
          </Labelled>
        </div>
        <fieldset className={styles.choices}>
          <legend>{t('exportStatuses')}</legend>
          {allStatuses.map((status) => (
            <Check
              key={status}
              label={common(`status.${status}`)}
              checked={statuses.includes(status)}
              change={(on) =>
                setStatuses(allStatuses.filter((each) => (each === status ? on : statuses.includes(each))))
              }
            />
          ))}
        </fieldset>
        {error && <LoadFailed error={error} retry={() => void refetch()} />}
        {!offer && !error && <Bone height={80} />}
        {offer && (
          <>
            <Columns
              legend={t('processColumns')}
              columns={offer.columns.filter(isOfProcess)}
              chosen={columns}
              toggle={toggle}
            />
            {offer.form ? (
              <Columns
                legend={t('formColumns')}
                columns={offer.columns.filter((column) => !isOfProcess(column))}
                chosen={columns}
                toggle={toggle}
              />
            ) : (
              <p className={styles.more}>{t('noFormColumns')}</p>
            )}
            {mayFiles && <Check label={t('exportFiles')} checked={files} change={setFiles} />}
            {missing && columns.length === 0 && <Strip tone="bad">{t('chooseColumns')}</Strip>}
          </>
        )}
        <Reason value={reason} missing={missing && reason.trim() === ''} change={setReason} />
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

const isOfProcess = ({ key }: Column): boolean => key.startsWith('@');

function Columns({
  legend,
  columns,
  chosen,
  toggle,
}: {
  legend: string;
  columns: readonly Column[];
  chosen: readonly string[];
  toggle(key: string, on: boolean): void;
}) {
  const t = useAdministrationTexts();
  const locale = useLanguage();
  return (
    <fieldset className={styles.choices}>
      <legend>{legend}</legend>
      {columns.map(({ key, label, masked }) => (
        <Check
          key={key}
          label={inLanguage(label, locale) + (masked ? t('maskedColumn') : '')}
          checked={chosen.includes(key)}
          change={(on) => toggle(key, on)}
        />
      ))}
    </fieldset>
  );
}

/** The browser's own download, with the session's cookie; what is large goes to the disk as it comes. */
function fetchFile(href: string): void {
  const link = document.createElement('a');
  link.href = href;
  link.download = '';
  link.click();
}
