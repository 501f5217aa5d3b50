import { useQuery } from '@tanstack/react-query';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { greetingKey } from '../../texts/times.ts';
import { useTitle } from '../../ui/use-title.ts';
import { Asked } from './asked.tsx';
import { Counts } from './counts.tsx';
import styles from './home.module.css';
import { owedSurveysQuery, ownCasesQuery } from './home.query.ts';
import { NoticeLine } from './notice-line.tsx';
import { Rail } from './rail.tsx';
import { Search } from './search.tsx';
import { Services } from './services.tsx';
import { Shelves } from './shelves.tsx';

export function Home() {
  const t = useTexts();
  const { data: me } = useMe();
  // What is below it is shown once it is known whether it is there: nothing jumps.
  const asked = useQuery(ownCasesQuery);
  const surveys = useQuery(owedSurveysQuery);
  useTitle(undefined);
  return (
    <>
      <div className={styles.hero}>
        <div className={styles.heroInside}>
          <h1 className={styles.greeting}>{me ? t(greetingKey(new Date()), { name: me.name }) : '\u00a0'}</h1>
          <p className={styles.lead}>{t('home.lead')}</p>
          <Search />
          <NoticeLine />
        </div>
      </div>
      <div className={`page ${styles.page}`}>
        <Counts counts={me?.counts} />
        <Asked cases={asked.data ?? []} surveys={surveys.data ?? []} />
        <div className={asked.isPending || surveys.isPending ? styles.waiting : undefined}>
          <Shelves />
          <div className={styles.columns}>
            <Services />
            <Rail />
          </div>
        </div>
      </div>
    </>
  );
}
