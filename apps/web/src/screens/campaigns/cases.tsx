import { useInfiniteQuery } from '@tanstack/react-query';
import type { CampaignCase, CampaignDetail } from '@yizhan/contract';
import { useState } from 'react';
import { searchOf } from '../../api/search-of.ts';
import { useSettled } from '../../fields/use-settled.ts';
import { useTexts } from '../../texts/index.ts';
import { momentText } from '../../texts/times.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { Select } from '../admin/filters.tsx';
import { List } from '../admin/list.tsx';
import { Plain, Remind } from './act-dialogs.tsx';
import styles from './campaigns.module.css';
import { type CaseAsked, campaignPath, casesQuery } from './campaigns.query.ts';
import { ListTools } from './list-tools.tsx';
import { CaseTag } from './state-tag.tsx';
import { useAct } from './use-act.ts';

const states = ['open', 'notBegun', 'draft', 'running', 'returned', 'done', 'refused'] as const;

interface CasesProps {
  campaign: CampaignDetail;
  asked: CaseAsked;
  ask(asked: CaseAsked): void;
}

/** Who stands where: filtered, looked for, exported; each reminded or taken out. */
export function Cases({ campaign, asked, ask }: CasesProps) {
  const t = useCampaignTexts();
  const [words, setWords] = useState('');
  const settled = useSettled(words.trim());
  const looked = { ...asked, q: settled };
  const list = useInfiniteQuery(casesQuery(campaign.id, looked));
  const file = (format: string) =>
    `/api/v1${campaignPath(campaign.id)}/export?${searchOf({ ...looked, format })}`;
  return (
    <section className={styles.cases} aria-label={t('list')}>
      <h2>{t('list')}</h2>
      <ListTools
        words={words}
        search={setWords}
        labels={{ search: t('listSearch'), xlsx: t('exportXlsx'), csv: t('exportCsv') }}
        file={file}
      >
        <Select
          label={t('state')}
          any={t('anyState')}
          value={asked.state}
          options={states.map((state) => ({ value: state, name: t(`cases.${state}`) }))}
          change={(state) => ask({ ...asked, state })}
        />
        {campaign.units.length > 1 && (
          <Select
            label={t('unit')}
            any={t('anyUnit')}
            value={asked.unit}
            options={campaign.units.map(({ id, name }) => ({ value: id, name }))}
            change={(unit) => ask({ ...asked, unit })}
          />
        )}
      </ListTools>
      <List list={list} empty={<Empty title={t('noCases')} />}>
        {(items) => <Rows campaign={campaign} items={items} />}
      </List>
    </section>
  );
}

type Asking = { readonly act: 'remind' | 'remove'; readonly one: CampaignCase };

function Rows({ campaign: { id, state }, items }: { campaign: CampaignDetail; items: CampaignCase[] }) {
  const narrow = useNarrow();
  const [asking, setAsking] = useState<Asking>();
  const isRunning = state === 'open' || state === 'upcoming';
  const shown = items.map((one) => ({
    one,
    acts: <RowActs one={one} isRunning={isRunning} ask={(act) => setAsking({ act, one })} />,
  }));
  return (
    <>
      {narrow ? (
        <ul className={styles.campaigns}>
          {shown.map(({ one, acts }) => (
            <CaseCard key={one.application} one={one}>
              {acts}
            </CaseCard>
          ))}
        </ul>
      ) : (
        <CaseTable shown={shown} />
      )}
      {asking?.act === 'remind' && (
        <Remind id={id} count={1} cases={[asking.one.application]} shut={() => setAsking(undefined)} />
      )}
      {asking?.act === 'remove' && <Remove id={id} one={asking.one} shut={() => setAsking(undefined)} />}
    </>
  );
}

function RowActs({
  one: { state, person, unit, subject },
  isRunning,
  ask,
}: {
  one: CampaignCase;
  isRunning: boolean;
  ask(act: Asking['act']): void;
}) {
  const t = useCampaignTexts();
  const isOwed = state === 'notBegun' || state === 'draft';
  const name = subject === unit.id ? unit.name : person.name;
  return (
    <span className={styles.rowActs}>
      {isRunning && isOwed && (
        <Button size="small" aria-label={`${t('remindOne')} ${name}`} onClick={() => ask('remind')}>
          {t('remindOne')}
        </Button>
      )}
      {(isOwed || state === 'refused') && (
        <Button size="small" aria-label={`${t('remove')} ${name}`} onClick={() => ask('remove')}>
          {t('remove')}
        </Button>
      )}
    </span>
  );
}

function Remove({ id, one, shut }: { id: string; one: CampaignCase; shut(): void }) {
  const t = useCampaignTexts();
  const act = useAct(id);
  const name = one.subject === one.unit.id ? one.unit.name : one.person.name;
  return (
    <Plain
      title={t('remove')}
      about={t('removeAbout', { name })}
      confirm={t('remove')}
      asksReason
      shut={shut}
      send={async (reason) => {
        await act({ act: 'remove', cases: [one.application], ...(reason && { reason }) });
        say(t('removed'));
      }}
    />
  );
}

interface Shown {
  one: CampaignCase;
  acts: React.ReactNode;
}

function CaseTable({ shown }: { shown: Shown[] }) {
  const t = useCampaignTexts();
  const common = useTexts();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled with the keyboard
    <section className={`card ${styles.frame}`} tabIndex={0} aria-label={t('list')}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('person')}</th>
            <th scope="col">{t('unit')}</th>
            <th scope="col">{t('state')}</th>
            <th scope="col">{t('serial')}</th>
            <th scope="col">{t('submittedAt')}</th>
            <th scope="col">{t('lastReminded')}</th>
            <th scope="col">{t('acts')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ one, acts }) => (
            <tr key={one.application}>
              <td>
                {one.person.name} <span className={`${styles.quiet} number`}>{one.person.number}</span>
              </td>
              <td>{one.unit.name}</td>
              <td>
                <CaseTag state={one.state} />
              </td>
              <td className="number">{one.number ?? ''}</td>
              <td className="number">{one.submittedAt ? momentText(one.submittedAt, common) : ''}</td>
              <td className="number">{one.remindedOn ?? ''}</td>
              <td>{acts}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CaseCard({ one, children }: { one: CampaignCase; children: React.ReactNode }) {
  const t = useCampaignTexts();
  const common = useTexts();
  return (
    <li className={`card ${styles.case}`}>
      <p className={styles.name}>
        {one.person.name} <CaseTag state={one.state} />
      </p>
      <p className={styles.facts}>
        <span className="number">{one.person.number}</span>
        <span>{one.unit.name}</span>
        {one.number && <span className="number">{one.number}</span>}
        {one.submittedAt && <span>{momentText(one.submittedAt, common)}</span>}
        {one.remindedOn && (
          <span>
            {t('lastReminded')} {one.remindedOn}
          </span>
        )}
      </p>
      {children}
    </li>
  );
}
