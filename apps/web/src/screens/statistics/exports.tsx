import { useInfiniteQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ExportEntry } from '@yizhan/contract';
import { useState } from 'react';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { fullMoment } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button, buttonClass } from '../../ui/button.tsx';
import { Empty } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import admin from '../admin/admin.module.css';
import { exportsQuery } from '../admin/admin.query.ts';
import { AdminPage } from '../admin/admin-page.tsx';
import { ServiceSelect } from '../admin/filters.tsx';
import { List } from '../admin/list.tsx';
import { AskForExport } from './ask-for-export.tsx';
import styles from './exports.module.css';

const route = getRouteApi('/shell/statistics/exports');

/** 导出: lists of applications to take away, and who has taken which. */
export function Exports() {
  const t = useAdministrationTexts();
  const { service } = route.useSearch();
  const navigate = useNavigate();
  const list = useInfiniteQuery(exportsQuery({ service }));
  const [asking, setAsking] = useState(false);
  const choose = (value: string | undefined) =>
    void navigate({ to: '/statistics/exports', search: value ? { service: value } : {}, replace: true });
  return (
    <AdminPage place="exports">
      <div className={admin.tools}>
        <ServiceSelect value={service} change={choose} />
        <Button
          kind="primary"
          onClick={() => (service === undefined ? say(t('chooseServiceFirst'), 'bad') : setAsking(true))}
        >
          {t('exportList')}
        </Button>
      </div>
      <List list={list} empty={<Empty title={t('noExports')} advice={t('noExportsDo')} />}>
        {(items) => (
          <ul className={`card ${admin.list}`}>
            {items.map((entry) => (
              <Row key={entry.id} entry={entry} />
            ))}
          </ul>
        )}
      </List>
      {asking && service !== undefined && <AskForExport service={service} close={() => setAsking(false)} />}
    </AdminPage>
  );
}

function Row({ entry }: { entry: ExportEntry }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const locale = useLanguage();
  const { id, at, person, service, from, to, statuses, columns, files, applications, reason, mine } = entry;
  return (
    <li className={styles.entry}>
      <p className={styles.title}>
        {inLanguage(service.name, locale)}
        <span className={styles.count}>{t('exportCount', { count: applications })}</span>
      </p>
      <p className={styles.more}>
        {t('exportedBy', { person: person.name, unit: person.unit, at: fullMoment(at) })}
      </p>
      <p className={styles.more}>
        {t('exportedRange', { from, to })}
        {statuses && ` · ${statuses.map((status) => common(`status.${status}`)).join('、')}`}
        {files && ` · ${t('withFiles')}`}
      </p>
      <p className={styles.more}>
        {t('exportedColumns', { columns: columns.map((label) => inLanguage(label, locale)).join('、') })}
      </p>
      <p>{t('exportedFor', { reason })}</p>
      {mine && (
        <p className={styles.acts}>
          <a className={buttonClass('plain', 'small')} href={`/api/v1/admin/exports/${id}/list`} download>
            {t('fetchList')}
          </a>
          {files && (
            <a className={buttonClass('plain', 'small')} href={`/api/v1/admin/exports/${id}/files`} download>
              {t('fetchFiles')}
            </a>
          )}
        </p>
      )}
    </li>
  );
}
