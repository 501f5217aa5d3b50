import { useQueryClient } from '@tanstack/react-query';
import type { OpinionAct, Opinions } from '@yizhan/contract';
import { useRef, useState } from 'react';
import controls from '../../fields/controls.module.css';
import { useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import styles from './kept-opinions.module.css';
import { opinionsQuery, resetOpinions, sendOpinions } from './opinions.query.ts';

const most = 20;

interface Row {
  readonly key: number;
  readonly text: string;
}

interface KeptOpinionsProps {
  act: OpinionAct;
  opinions: Opinions[OpinionAct];
  /** Stands below the others as a new one. */
  added: string | undefined;
  close(): void;
}

/** 常用意见 of an act as one's own list: written, moved and thrown away here, kept all at once. */
export function KeptOpinions({ act, opinions, added, close }: KeptOpinionsProps) {
  const t = useTexts();
  const queries = useQueryClient();
  const [rows, setRows] = useState<readonly Row[]>(() =>
    [...opinions.kept, ...(added === undefined ? [] : [added])].slice(0, most).map(rowOf),
  );
  const { busy, refusal, sending } = useSending();
  const list = useRef<HTMLUListElement>(null);

  const change = (key: number, text: string) =>
    setRows((before) => before.map((row) => (row.key === key ? { key, text } : row)));
  const move = (from: number, by: 1 | -1) =>
    setRows((before) => {
      const row = before[from];
      return row === undefined ? before : before.toSpliced(from, 1).toSpliced(from + by, 0, row);
    });
  const add = () => {
    setRows((before) => [...before, rowOf('')]);
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>('li:last-child input')?.focus());
  };

  const keep = (deed: () => Promise<void>) =>
    sending(async () => {
      await deed();
      await queries.invalidateQueries({ queryKey: opinionsQuery.queryKey });
      say(t('opinions.done'));
      close();
    });
  const texts = [...new Set(rows.map(({ text }) => text.trim()).filter(Boolean))];

  return (
    <Dialog
      title={t('opinions.title', { act: t(`task.${act}`) })}
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{t('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void keep(() => sendOpinions(act, texts))}>
            {t('opinions.save')}
          </Button>
        </>
      }
    >
      <div className={styles.body}>
        <ul ref={list} className={styles.list}>
          {rows.map(({ key, text }, index) => (
            <li key={key} className={styles.row}>
              <input
                className={controls.input}
                aria-label={t('opinions.one', { number: index + 1 })}
                maxLength={200}
                value={text}
                onChange={(event) => change(key, event.target.value)}
              />
              <RowAct
                label={t('opinions.up', { number: index + 1 })}
                icon="up"
                off={index === 0}
                act={() => move(index, -1)}
              />
              <RowAct
                label={t('opinions.down', { number: index + 1 })}
                icon="down"
                off={index === rows.length - 1}
                act={() => move(index, 1)}
              />
              <RowAct
                label={t('opinions.remove', { number: index + 1 })}
                icon="remove"
                act={() => setRows((before) => before.toSpliced(index, 1))}
              />
            </li>
          ))}
        </ul>
        <div className={styles.below}>
          {rows.length < most && (
            <Button size="small" onClick={add}>
              {t('opinions.add')}
            </Button>
          )}
          {opinions.own && (
            <Button kind="quiet" size="small" onClick={() => void keep(() => resetOpinions(act))}>
              {t('opinions.reset')}
            </Button>
          )}
        </div>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

interface RowActProps {
  label: string;
  icon: 'up' | 'down' | 'remove';
  off?: boolean;
  act(): void;
}

function RowAct({ label, icon, off = false, act }: RowActProps) {
  return (
    <button type="button" className={styles.act} aria-label={label} disabled={off} onClick={act}>
      <span className={icon === 'up' ? styles.up : ''}>
        <Icon name={icon === 'remove' ? 'trash' : 'chevronDown'} size={18} />
      </span>
    </button>
  );
}

let keys = 0;
const rowOf = (text: string): Row => ({ key: ++keys, text });
