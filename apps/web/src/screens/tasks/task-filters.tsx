import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import controls from '../../fields/controls.module.css';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import styles from './task-filters.module.css';
import { TaskSearch } from './task-search.tsx';
import { type TaskFilter, taskServicesQuery } from './tasks.query.ts';

/** Words, service and days, all in the address: Back from a task leads to the same list. */
export function TaskFilters({ filter }: { filter: TaskFilter }) {
  const t = useTexts();
  const locale = useLanguage();
  const navigate = useNavigate();
  const { box, service = '', from = '', to = '' } = filter;
  const [unfolded, setUnfolded] = useState(service !== '' || from !== '' || to !== '');
  const { data: services = [] } = useQuery({ ...taskServicesQuery(box), enabled: unfolded });
  const change = (part: Partial<TaskFilter>) => {
    const next = { ...filter, ...part };
    void navigate({ to: '/tasks', search: addressOf(next), replace: true, resetScroll: false });
  };
  return (
    <>
      <div className={styles.first}>
        <TaskSearch q={filter.q ?? ''} search={(q) => change({ q })} />
        <Button aria-expanded={unfolded} onClick={() => setUnfolded(!unfolded)}>
          {t('tasks.filter')}
        </Button>
      </div>
      {unfolded && (
        <div className={styles.filters}>
          <select
            className={controls.input}
            aria-label={t('tasks.service')}
            value={service}
            onChange={({ target }) => change({ service: target.value })}
          >
            <option value="">{t('tasks.anyService')}</option>
            {services.map(({ id, name }) => (
              <option key={id} value={id}>
                {inLanguage(name, locale)}
              </option>
            ))}
          </select>
          {(['from', 'to'] as const).map((end) => (
            <label key={end} className={styles.day}>
              <span>{t(`tasks.${end}`)}</span>
              <input
                type="date"
                className={controls.input}
                value={filter[end] ?? ''}
                onChange={({ target }) => change({ [end]: target.value })}
              />
            </label>
          ))}
          {(service || from || to) && (
            <Button kind="quiet" size="small" onClick={() => change({ service: '', from: '', to: '' })}>
              {t('tasks.clearFilter')}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

const addressOf = ({ box, q, service, from, to }: TaskFilter) => ({
  ...(box !== 'open' && { box }),
  ...(q && { q }),
  ...(service && { service }),
  ...(from && { from }),
  ...(to && { to }),
});
