import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ServiceDetail } from '@yizhan/contract';
import { lazy, Suspense, useState } from 'react';
import { ServiceDiagram } from '../../diagram/service-diagram.tsx';
import { categoriesQuery, serviceQuery } from '../../services/services.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { ActBar } from '../../ui/act-bar.tsx';
import { buttonClass } from '../../ui/button.tsx';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { PhoneLink } from '../../ui/phone-link.tsx';
import { Bone, CardBones, Loading } from '../../ui/skeleton.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import { useTitle } from '../../ui/use-title.ts';
import { List } from './list.tsx';
import { OnBehalf } from './on-behalf.tsx';
import rules from './rules.module.css';
import { Rules, Strips } from './rules.tsx';
import styles from './service.module.css';
import { Steps } from './steps.tsx';

/** Of services with a registration alone. */
const PlacesLeft = lazy(async () => ({
  default: (await import('../../registrations/places-left.tsx')).PlacesLeft,
}));

const route = getRouteApi('/shell/services/$id');

const PhoneOnly = lazy(async () => ({ default: (await import('../pay/phone-only.tsx')).PhoneOnly }));

/** Everything worth knowing before one starts: for whom, what to bring, who decides, how long it takes. */
export function Service() {
  const t = useTexts();
  const { id } = route.useParams();
  const { data, error, refetch } = useQuery(serviceQuery(id));
  if (error) {
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/" className={buttonClass()}>
            {t('error.home')}
          </Link>
        </LoadFailed>
      </div>
    );
  }
  return data ? <Guide service={data} /> : <Bones />;
}

/** Somebody may begin it, and this device is one for it. */
const mayStart = (
  { kind, initiation: { self, proxy, reason }, phoneCode, notForMe }: ServiceDetail,
  narrow: boolean,
): boolean =>
  kind === 'query' ||
  (reason === 'survey' && !notForMe) ||
  ((self || proxy) && (narrow || phoneCode === undefined));

function OnPhone({ service: { phoneCode }, name }: { service: ServiceDetail; name: string }) {
  const narrow = useNarrow();
  if (narrow || phoneCode === undefined) return null;
  return (
    <Suspense fallback={null}>
      <PhoneOnly name={name} code={phoneCode} />
    </Suspense>
  );
}

function Guide({ service }: { service: ServiceDetail }) {
  const t = useTexts();
  const locale = useLanguage();
  const narrow = useNarrow();
  const { data: categories } = useQuery(categoriesQuery);
  const name = inLanguage(service.name, locale);
  useTitle(name);
  const category = categories?.find(({ id }) => id === service.category);
  const texts = (list: ServiceDetail['guide']['conditions']) => list.map((text) => inLanguage(text, locale));
  const [asks, setAsks] = useState(false);
  const isQuery = service.kind === 'query';
  const isSurvey = service.initiation.reason === 'survey';
  const start = mayStart(service, narrow) && (
    <Start service={service} size={narrow ? 'usual' : 'large'} ask={() => setAsks(true)} />
  );
  return (
    <div className={`page ${styles.page}`}>
      <header className={styles.head}>
        <CategoryTile category={service.category} size={56} />
        <div className={styles.headWords}>
          <p className={styles.kicker}>{category ? inLanguage(category.name, locale) : '\u00a0'}</p>
          <h1>{name}</h1>
        </div>
      </header>
      <Strips service={service} />
      <OnPhone service={service} name={name} />
      <div className={styles.columns}>
        <aside className={`card ${styles.aside}`} aria-label={t('guide.aside')}>
          <dl className={styles.facts}>
            {!isQuery && (
              <div>
                <dt>{t('guide.promised')}</dt>
                <dd className={styles.promise}>
                  {service.promisedWorkdays === undefined
                    ? t('guide.noPromise')
                    : t('guide.workdays', { count: service.promisedWorkdays })}
                </dd>
              </div>
            )}
            {service.rating && (
              <div>
                <dt>{t('guide.rating')}</dt>
                <dd>{t('guide.rated', service.rating)}</dd>
              </div>
            )}
            <div>
              <dt>{t('guide.owner')}</dt>
              <dd>{service.owner.unit}</dd>
            </div>
            {service.owner.phone && (
              <div>
                <dt>{t('guide.phone')}</dt>
                <dd>
                  <PhoneLink phone={service.owner.phone} />
                </dd>
              </div>
            )}
            <Rules service={service} />
            {service.guide.offline && (
              <div>
                <dt>{t('guide.offline')}</dt>
                <dd>{inLanguage(service.guide.offline, locale)}</dd>
              </div>
            )}
            {service.guide.basis && (
              <div>
                <dt>{t('guide.basis')}</dt>
                <dd>{inLanguage(service.guide.basis, locale)}</dd>
              </div>
            )}
          </dl>
          {!narrow && start}
        </aside>
        <div className={styles.main}>
          {service.registration && (
            <Suspense fallback={<CardBones lines={3} />}>
              <PlacesLeft service={service.id} />
            </Suspense>
          )}
          <Section title={t('guide.purpose')}>
            <p>{inLanguage(service.purpose, locale)}</p>
          </Section>
          {!isQuery && !isSurvey && (
            <Section title={t('guide.steps')}>
              <Steps steps={service.steps} />
              <div className={styles.diagram}>
                <ServiceDiagram service={service.id} unfolded={!narrow} />
              </div>
            </Section>
          )}
          {service.guide.conditions.length > 0 && (
            <Section title={t('guide.conditions')}>
              <List icon="checkCircle" items={texts(service.guide.conditions)} />
            </Section>
          )}
          {!isQuery && (
            <Section title={t('guide.materials')}>
              {service.guide.materials.length > 0 ? (
                <List icon="file" items={texts(service.guide.materials)} />
              ) : (
                <p>{t('guide.noMaterials')}</p>
              )}
            </Section>
          )}
          <More service={service} />
        </div>
      </div>
      {narrow && start && <ActBar>{start}</ActBar>}
      {asks && <OnBehalf service={service.id} onClose={() => setAsks(false)} />}
    </div>
  );
}

interface StartProps {
  service: ServiceDetail;
  size: 'usual' | 'large';
  ask(): void;
}

/** Where one goes on from the guide: to a form, for oneself or somebody else, to what a query answers, or to a survey's questions. */
function Start({ service: { id, kind, opening, initiation }, size, ask }: StartProps) {
  const t = useTexts();
  const { self, proxy, reason } = initiation;
  return (
    <div className={rules.starts}>
      {kind === 'query' && (
        <Link to="/services/$id/query" params={{ id }} className={buttonClass('primary', size)} data-main="">
          {t('guide.query')}
        </Link>
      )}
      {reason === 'survey' && (
        <Link to="/surveys/$id" params={{ id }} className={buttonClass('primary', size)} data-main="">
          {t('guide.answer')}
        </Link>
      )}
      {self && (
        <Link to="/services/$id/apply" params={{ id }} className={buttonClass('primary', size)} data-main="">
          {t(opening && opening.state !== 'open' ? 'guide.draft' : 'guide.apply')}
        </Link>
      )}
      {proxy && (
        <button type="button" className={buttonClass(self ? 'plain' : 'primary', size)} onClick={ask}>
          {t('guide.onBehalf')}
        </button>
      )}
    </div>
  );
}

/** What comes of it, what others have asked, where else to go. */
function More({ service }: { service: ServiceDetail }) {
  const t = useTexts();
  const locale = useLanguage();
  return (
    <>
      {service.outcome && (
        <Section title={t('guide.outcome')}>
          <p>{inLanguage(service.outcome, locale)}</p>
        </Section>
      )}
      {service.guide.faq.length > 0 && (
        <Section title={t('guide.faq')}>
          <dl>
            {service.guide.faq.map(({ q, a }) => (
              <div key={q.zh} className={rules.qa}>
                <dt>{inLanguage(q, locale)}</dt>
                <dd>{inLanguage(a, locale)}</dd>
              </div>
            ))}
          </dl>
        </Section>
      )}
      {service.related.length > 0 && (
        <Section title={t('guide.related')}>
          <ul className={rules.related}>
            {service.related.map(({ id, name: other }) => (
              <li key={id}>
                <Link to="/services/$id" params={{ id }}>
                  {inLanguage(other, locale)}
                </Link>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <section className={`card ${styles.section}`}>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

function Bones() {
  const t = useTexts();
  return (
    <div className={`page ${styles.page}`}>
      <Loading label={t('loading')}>
        <div className={styles.head}>
          <Bone width={56} height={56} />
          <Bone width={260} height={30} />
        </div>
        <div className={styles.columns}>
          <div className={styles.asideBones}>
            <CardBones lines={7} />
          </div>
          <div className={styles.main}>
            <CardBones lines={2} />
            <CardBones lines={4} count={2} />
          </div>
        </div>
      </Loading>
    </div>
  );
}
