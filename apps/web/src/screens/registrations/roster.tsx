import { useInfiniteQuery } from '@tanstack/react-query';
import type { RegistrationDetail, RosterEntry } from '@yizhan/contract';
import { useId, useState } from 'react';
import { searchOf } from '../../api/search-of.ts';
import controls from '../../fields/controls.module.css';
import { useSettled } from '../../fields/use-settled.ts';
import own from '../../registrations/registrations.module.css';
import { type RosterAsked, registrationPath, rosterQuery } from '../../registrations/registrations.query.ts';
import { StateTag } from '../../registrations/state-tag.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { useRegistrationTexts } from '../../texts/use-registration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { detailOf, Empty, Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useSending } from '../../ui/use-sending.ts';
import { Select } from '../admin/filters.tsx';
import { List } from '../admin/list.tsx';
import styles from '../campaigns/campaigns.module.css';
import { ListTools } from '../campaigns/list-tools.tsx';
import dialog from '../task/act-dialog.module.css';
import { useAct } from './use-act.ts';

const states = [
  'placed',
  'offered',
  'waiting',
  'entered',
  'lost',
  'lapsed',
  'given-up',
  'removed',
  'released',
] as const;

interface RosterProps {
  registration: RegistrationDetail;
  asked: RosterAsked;
  ask(asked: RosterAsked): void;
}

/** 名单: filtered, looked for, taken away; each checked in or removed. */
export function Roster({ registration, asked, ask }: RosterProps) {
  const t = useRegistrationTexts();
  const { service, session, groups, checkIn } = registration;
  const [words, setWords] = useState('');
  const looked = { ...asked, q: useSettled(words.trim()) };
  const list = useInfiniteQuery(rosterQuery(service.id, session, looked));
  const file = (format: string) =>
    `/api/v1${registrationPath(service.id)}/export?${searchOf({ session, ...looked, format })}`;
  return (
    <section className={styles.cases} aria-label={t('roster')}>
      <h2>{t('roster')}</h2>
      <ListTools
        words={words}
        search={setWords}
        labels={{ search: t('rosterSearch'), xlsx: t('exportXlsx'), csv: t('exportCsv') }}
        file={file}
      >
        <Select
          label={t('state')}
          any={t('anyState')}
          value={asked.state}
          options={[
            { value: 'in', name: t('in') },
            ...(checkIn
              ? [
                  { value: 'checkedIn', name: t('checkedIn') },
                  { value: 'notCheckedIn', name: t('notCheckedIn') },
                ]
              : []),
            ...states.map((state) => ({ value: state, name: t(`states.${state}`) })),
          ]}
          change={(state) => ask({ ...asked, state })}
        />
        {groups.length > 1 && (
          <Select
            label={t('group')}
            any={t('anyGroup')}
            value={asked.group}
            options={groups.map(({ group }) => ({ value: group, name: group }))}
            change={(group) => ask({ ...asked, group })}
          />
        )}
      </ListTools>
      <List list={list} empty={<Empty title={t('nobody')} />}>
        {(items) => <Rows registration={registration} items={items} />}
      </List>
    </section>
  );
}

function Rows({ registration, items }: { registration: RegistrationDetail; items: RosterEntry[] }) {
  const narrow = useNarrow();
  const [removing, setRemoving] = useState<RosterEntry>();
  const acts = (one: RosterEntry) => (
    <RowActs registration={registration} one={one} remove={() => setRemoving(one)} />
  );
  return (
    <>
      {narrow ? (
        <ul className={styles.campaigns}>
          {items.map((one) => (
            <EntryCard key={one.application} registration={registration} one={one}>
              {acts(one)}
            </EntryCard>
          ))}
        </ul>
      ) : (
        <EntryTable registration={registration} items={items} acts={acts} />
      )}
      {removing && <Remove registration={registration} one={removing} shut={() => setRemoving(undefined)} />}
    </>
  );
}

const mayLeave = ({ state }: RosterEntry): boolean =>
  state === 'placed' || state === 'offered' || state === 'waiting' || state === 'entered';

function RowActs({
  registration: { checkIn, service, session },
  one,
  remove,
}: {
  registration: RegistrationDetail;
  one: RosterEntry;
  remove(): void;
}) {
  const t = useRegistrationTexts();
  const act = useAct(service.id);
  const [busy, setBusy] = useState(false);
  const { application, person, state, checkedInAt } = one;
  const atOnce = async (body: Parameters<typeof act>[0], done: string) => {
    setBusy(true);
    try {
      await act(body);
      say(done);
    } catch (error) {
      say(detailOf(error), 'bad');
    }
    setBusy(false);
  };
  const { name, number } = person;
  return (
    <span className={own.rowActs}>
      {checkIn && state === 'placed' && !checkedInAt && (
        <Button
          size="small"
          kind="primary"
          busy={busy}
          aria-label={`${t('checkIn')} ${name}`}
          onClick={() =>
            void atOnce({ act: 'checkIn', session, code: application }, t('checkInDone', { name, number }))
          }
        >
          {t('checkIn')}
        </Button>
      )}
      {checkedInAt && (
        <Button
          size="small"
          busy={busy}
          aria-label={`${t('undo')} ${name}`}
          onClick={() => void atOnce({ act: 'undoCheckIn', application }, t('undone'))}
        >
          {t('undo')}
        </Button>
      )}
      {mayLeave(one) && (
        <Button size="small" aria-label={`${t('remove')} ${name}`} onClick={remove}>
          {t('remove')}
        </Button>
      )}
    </span>
  );
}

function Remove({
  registration: { service, session },
  one: { application, person },
  shut,
}: {
  registration: RegistrationDetail;
  one: RosterEntry;
  shut(): void;
}) {
  const t = useRegistrationTexts();
  const common = useTexts();
  const id = useId();
  const act = useAct(service.id);
  const [reason, setReason] = useState('');
  const { busy, refusal, sending } = useSending();
  const press = () =>
    void sending(async () => {
      await act({ act: 'remove', session, applications: [application], reason: reason.trim() });
      say(t('removed'));
      shut();
    });
  return (
    <Dialog
      title={t('remove')}
      onClose={shut}
      acts={
        <>
          <Button onClick={shut}>{common('cancel')}</Button>
          <Button kind="danger" busy={busy} disabled={reason.trim() === ''} onClick={press}>
            {busy ? t('sending') : t('remove')}
          </Button>
        </>
      }
    >
      <div className={dialog.body}>
        <p className={dialog.about}>{t('removeAbout', { name: person.name })}</p>
        <Labelled id={id} label={t('reason')} needed>
          <input
            id={id}
            data-first=""
            className={controls.input}
            maxLength={200}
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </Labelled>
        {refusal && <Strip tone="bad">{refusal}</Strip>}
      </div>
    </Dialog>
  );
}

interface EntryTableProps {
  registration: RegistrationDetail;
  items: RosterEntry[];
  acts(one: RosterEntry): React.ReactNode;
}

function EntryTable({ registration: { columns, groups, groupLabel }, items, acts }: EntryTableProps) {
  const t = useRegistrationTexts();
  const locale = useLanguage();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className={`card ${styles.frame}`} tabIndex={0} aria-label={t('roster')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('unit')}</th>
            {groups.length > 0 && (
              <th scope="col">{groupLabel ? inLanguage(groupLabel, locale) : t('group')}</th>
            )}
            <th scope="col">{t('state')}</th>
            {columns.map(({ key, label }) => (
              <th key={key} scope="col">
                {inLanguage(label, locale)}
              </th>
            ))}
            <th scope="col">{t('serial')}</th>
            <th scope="col">{t('acts')}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((one) => (
            <tr key={one.application}>
              <td>
                {one.person.name} <span className={`${styles.quiet} number`}>{one.person.number}</span>
              </td>
              <td>{one.unit}</td>
              {groups.length > 0 && <td>{one.group}</td>}
              <td title={one.reason}>
                <StateTag state={one.state} isCheckedIn={one.checkedInAt !== undefined} />
              </td>
              {columns.map(({ key }, index) => (
                <td key={key}>{one.cells[index]}</td>
              ))}
              <td className="number">{one.number ?? ''}</td>
              <td>{acts(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface EntryCardProps {
  registration: RegistrationDetail;
  one: RosterEntry;
  children: React.ReactNode;
}

function EntryCard({ registration: { columns }, one, children }: EntryCardProps) {
  const common = useTexts();
  const locale = useLanguage();
  return (
    <li className={`card ${styles.case}`}>
      <p className={styles.name}>
        {one.person.name} <StateTag state={one.state} isCheckedIn={one.checkedInAt !== undefined} />
      </p>
      <p className={styles.facts}>
        <span className="number">{one.person.number}</span>
        <span>{one.unit}</span>
        {one.group && <span>{one.group}</span>}
        {columns.map(({ key, label }, index) =>
          one.cells[index] ? (
            <span key={key}>
              {inLanguage(label, locale)} {one.cells[index]}
            </span>
          ) : null,
        )}
        {one.number && <span className="number">{one.number}</span>}
        <span>{momentText(one.since, common)}</span>
        {one.reason && <span>{one.reason}</span>}
      </p>
      {children}
    </li>
  );
}
