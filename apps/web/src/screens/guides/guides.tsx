import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { PublicGuide, PublicGuides } from '@yizhan/contract';
import type { ReactNode } from 'react';
import { api } from '../../api/index.ts';
import { useOpeningWords } from '../../services/opening-words.ts';
import { Mark } from '../../shell/brand.tsx';
import { LanguageSwitch } from '../../shell/language-switch.tsx';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { List } from '../service/list.tsx';
import { Steps } from '../service/steps.tsx';
import styles from './guides.module.css';

const route = getRouteApi('/guides/$id');

/** 办事指南 without a session: what everybody may know before he signs in. */
export function Guides() {
  const t = useTexts();
  const locale = useLanguage();
  useTitle(t('guides.title'));
  const { data, error, refetch } = useQuery({
    queryKey: ['guides'],
    queryFn: ({ signal }) => api.get<PublicGuides>('/guides', signal),
  });
  return (
    <Frame institution={data?.institution}>
      <h1>{t('guides.title')}</h1>
      {error && <LoadFailed error={error} retry={() => void refetch()} />}
      {!data && !error && <Bones />}
      {data?.items.length === 0 && (
        <div className="card">
          <Empty icon="book" title={t('guides.none')} advice={t('guides.noneDo')} />
        </div>
      )}
      <ul className={styles.list}>
        {data?.items.map((service) => (
          <li key={service.id}>
            <Link to="/guides/$id" params={{ id: service.id }} className={`card ${styles.entry}`}>
              <CategoryTile category={service.category} />
              <span>
                <span className={styles.name}>{inLanguage(service.name, locale)}</span>
                <span className={styles.purpose}>{inLanguage(service.purpose, locale)}</span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Frame>
  );
}

export function GuidePage() {
  const t = useTexts();
  const locale = useLanguage();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery({
    queryKey: ['guides', id],
    queryFn: ({ signal }) => api.get<PublicGuide>(`/guides/${encodeURIComponent(id)}`, signal),
  });
  useTitle(data ? inLanguage(data.name, locale) : t('guides.title'));
  return (
    <Frame institution={data?.institution}>
      {error && <LoadFailed alone error={error} retry={() => void refetch()} />}
      {!data && !error && <Bones />}
      {data && <Guide guide={data} />}
    </Frame>
  );
}

function Guide({ guide }: { guide: PublicGuide }) {
  const t = useTexts();
  const locale = useLanguage();
  const opening = useOpeningWords()(guide.opening);
  const own = (text: { zh: string; en?: string }) => inLanguage(text, locale);
  const who = guide.audience.map((kind) => t(`guides.kinds.${kind}`)).join('、');
  const facts: readonly [string, ReactNode][] = [
    [t('guides.who'), guide.eligible ? `${who}：${own(guide.eligible)}` : who],
    [
      t('guide.promised'),
      guide.promisedWorkdays === undefined
        ? t('guide.noPromise')
        : t('guide.workdays', { count: guide.promisedWorkdays }),
    ],
    [t('guide.owner'), guide.owner.unit],
    [t('guide.phone'), guide.owner.phone && <PhoneLink phone={guide.owner.phone} />],
    [t('guide.window'), opening?.text],
    [t('guide.offline'), guide.guide.offline && own(guide.guide.offline)],
    [t('guide.basis'), guide.guide.basis && own(guide.guide.basis)],
    [t('guide.outcome'), guide.outcome && own(guide.outcome)],
  ];
  return (
    <>
      <header className={styles.head}>
        <CategoryTile category={guide.category} size={56} />
        <h1>{own(guide.name)}</h1>
      </header>
      <section className={`card ${styles.part}`}>
        <p>{own(guide.purpose)}</p>
        <dl className={styles.facts}>
          {facts
            .filter(([, value]) => value)
            .map(([name, value]) => (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
        </dl>
        <Link
          to="/sign-in"
          search={{ next: `/services/${guide.id}` }}
          className={buttonClass('primary', 'large')}
        >
          {t('guides.apply')}
        </Link>
      </section>
      <Part title={t('guide.steps')}>
        <Steps steps={guide.steps} />
      </Part>
      {guide.guide.conditions.length > 0 && (
        <Part title={t('guide.conditions')}>
          <List icon="checkCircle" items={guide.guide.conditions.map(own)} />
        </Part>
      )}
      <Part title={t('guide.materials')}>
        {guide.guide.materials.length > 0 ? (
          <List icon="file" items={guide.guide.materials.map(own)} />
        ) : (
          <p>{t('guide.noMaterials')}</p>
        )}
      </Part>
      {guide.guide.faq.length > 0 && (
        <Part title={t('guide.faq')}>
          <dl className={styles.questions}>
            {guide.guide.faq.map(({ q, a }) => (
              <div key={q.zh}>
                <dt>{own(q)}</dt>
                <dd>{own(a)}</dd>
              </div>
            ))}
          </dl>
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={`card ${styles.part}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Frame({
  institution,
  children,
}: {
  institution: PublicGuide['institution'] | undefined;
  children: ReactNode;
}) {
  const t = useTexts();
  const locale = useLanguage();
  return (
    <div className={styles.screen}>
      <header className={styles.bar}>
        <Mark />
        <Link to="/guides" className={styles.institution}>
          {institution ? inLanguage(institution, locale) : t('product')}
        </Link>
        <LanguageSwitch />
        <Link to="/sign-in" className={buttonClass('plain', 'small')}>
          {t('signIn.submit')}
        </Link>
      </header>
      <main className={styles.main}>{children}</main>
    </div>
  );
}

function Bones() {
  const t = useTexts();
  return (
    <Loading label={t('loading')}>
      <CardBones lines={5} />
    </Loading>
  );
}
