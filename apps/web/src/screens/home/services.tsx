import { useQuery } from '@tanstack/react-query';
import type { Category, ServiceSummary } from '@yizhan/contract';
import { useState } from 'react';
import { categoriesQuery, servicesQuery } from '../../services/services.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { Chips } from './chips.tsx';
import { ServiceCard } from './service-card.tsx';
import styles from './services.module.css';

/** From here on a flat list is too long to look through: it is parted by category. */
const longList = 24;
/** Of each category at first: all eleven of them are to be seen without scrolling through a hundred and fifty cards. */
const atFirst = 4;

export function Services() {
  const t = useTexts();
  const services = useQuery(servicesQuery);
  const categories = useQuery(categoriesQuery);
  const [chosen, setChosen] = useState<string>();
  const failed = services.error ?? categories.error;
  const retry = () => void Promise.all([services.refetch(), categories.refetch()]);

  return (
    <section className={styles.services} aria-labelledby="services">
      <h2 id="services" className={styles.heading}>
        {t('home.services')}
      </h2>
      {failed ? (
        <div className="card">
          <LoadFailed error={failed} retry={retry} />
        </div>
      ) : services.data && categories.data ? (
        <>
          <Chips
            categories={categories.data}
            total={services.data.length}
            chosen={chosen}
            choose={setChosen}
          />
          {chosen === undefined ? (
            <AllServices services={services.data} categories={categories.data} />
          ) : (
            <OneCategory
              services={services.data.filter(({ category }) => category === chosen)}
              showAll={() => setChosen(undefined)}
            />
          )}
        </>
      ) : (
        <Loading label={t('loading')}>
          <Bones />
        </Loading>
      )}
    </section>
  );
}

function AllServices({ services, categories }: { services: ServiceSummary[]; categories: Category[] }) {
  const t = useTexts();
  const locale = useLanguage();
  const parted = services.length > longList;
  return (
    <>
      {parted
        ? categories
            .filter(({ services: count }) => count > 0)
            .map((category) => (
              <Group
                key={category.id}
                title={inLanguage(category.name, locale)}
                services={services.filter((service) => service.category === category.id)}
                place={category.id}
              />
            ))
        : services.length > 0 && <Cards services={services} />}
      {services.length === 0 && (
        <div className="card">
          <Empty icon="grid" title={t('home.none')} />
        </div>
      )}
    </>
  );
}

interface GroupProps {
  title: string;
  services: ServiceSummary[];
  place: string;
}

function Group({ title, services, place }: GroupProps) {
  const t = useTexts();
  const [isWhole, setWhole] = useState(false);
  const id = `services-${place}`;
  return (
    <section className={styles.group} aria-labelledby={id}>
      <div className={styles.groupHead}>
        <h3 id={id} className={styles.groupTitle}>
          {title}
        </h3>
        {services.length > atFirst && (
          <button
            type="button"
            className={styles.more}
            aria-expanded={isWhole}
            aria-describedby={id}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? t('home.fewer') : t('home.allOf', { count: services.length })}
            <Icon name="chevronDown" size={16} />
          </button>
        )}
      </div>
      <Cards services={isWhole ? services : services.slice(0, atFirst)} />
    </section>
  );
}

function OneCategory({ services, showAll }: { services: ServiceSummary[]; showAll(): void }) {
  const t = useTexts();
  if (services.length > 0) return <Cards services={services} />;
  return (
    <div className="card">
      <Empty icon="grid" title={t('home.empty')} advice={t('home.emptyDo')}>
        <Button onClick={showAll}>{t('home.showAll')}</Button>
      </Empty>
    </div>
  );
}

function Cards({ services }: { services: ServiceSummary[] }) {
  return (
    <ul className={styles.cards}>
      {services.map((service) => (
        <li key={service.id}>
          <ServiceCard service={service} />
        </li>
      ))}
    </ul>
  );
}

const boneNames = ['a', 'b', 'c', 'd', 'e', 'f'];

function Bones() {
  return (
    <>
      <div className={styles.chipBones}>
        {[...boneNames, ...boneNames].map((name, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no other name
          <Bone key={name + index} width={104} height={38} />
        ))}
      </div>
      <div className={styles.cards}>
        {boneNames.map((name) => (
          <div key={name} className={`card ${styles.cardBone}`}>
            <Bone width={44} height={44} />
            <div className={styles.cardBoneText}>
              <Bone width="70%" height={20} />
              <Bone width="92%" height={14} />
              <Bone width="56%" height={14} />
            </div>
          </div>
        ))}
      </div>
    </>
  );
}
