import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { CampaignSummary } from '@yizhan/contract';
import { useState } from 'react';
import controls from '../../fields/controls.module.css';
import { useSettled } from '../../fields/use-settled.ts';
import { inLanguage, useLanguage } from '../../texts/index.ts';
import { useCampaignTexts } from '../../texts/use-campaign-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { List } from '../admin/list.tsx';
import styles from './campaigns.module.css';
import { type Box, campaignsQuery } from './campaigns.query.ts';
import { StateTag } from './state-tag.tsx';

const route = getRouteApi('/shell/campaigns');
const boxes: readonly Box[] = ['running', 'draft', 'over'];

/** 活动 of the services that the viewer looks after. */
export function Campaigns() {
  const t = useCampaignTexts();
  const { box = 'running' } = route.useSearch();
  const [words, setWords] = useState('');
  const list = useInfiniteQuery(campaignsQuery(box, useSettled(words.trim())));
  useTitle(t('title'));
  return (
    <div className={`page ${styles.page}`}>
      <div className={styles.head}>
        <div>
          <h1>{t('title')}</h1>
          <p className={styles.lead}>{t('lead')}</p>
        </div>
        <Link to="/campaigns/new" className={buttonClass('primary')}>
          {t('create')}
        </Link>
      </div>
      <Tabs
        label={t('tabs')}
        chosen={box}
        tabs={boxes.map((key) => ({
          key,
          name: t(key),
          link: { to: '/campaigns', search: key === 'running' ? {} : { box: key } },
        }))}
      />
      <input
        type="search"
        className={`${controls.input} ${styles.search}`}
        aria-label={t('search')}
        placeholder={t('search')}
        maxLength={64}
        value={words}
        onChange={(event) => setWords(event.target.value)}
      />
      <List list={list} empty={<Empty title={t('none')} advice={t('noneDo')} />}>
        {(items) => (
          <ul className={styles.campaigns}>
            {items.map((campaign) => (
              <li key={campaign.id}>
                <Card campaign={campaign} />
              </li>
            ))}
          </ul>
        )}
      </List>
    </div>
  );
}

function Card({
  campaign: { id, title, service, state, cases, ...campaign },
}: {
  campaign: CampaignSummary;
}) {
  const t = useCampaignTexts();
  const locale = useLanguage();
  return (
    <Link to="/campaigns/$id" params={{ id }} className={`card ${styles.card}`}>
      <span className={styles.name}>
        {title} <StateTag state={state} />
      </span>
      <span className={styles.facts}>
        <span>{inLanguage(service.name, locale)}</span>
        <span className="number">{t('days', { opens: campaign.opens, closes: campaign.closes })}</span>
        {cases > 0 && <span>{t('count', { count: cases })}</span>}
      </span>
    </Link>
  );
}
