import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useTexts } from '../../texts/index.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Empty, LoadFailed } from '../../ui/notice.tsx';
import { Bone, Loading } from '../../ui/skeleton.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { useTitle } from '../../ui/use-title.ts';
import { Orders } from './orders.tsx';
import { partQuery } from './part.query.ts';
import styles from './payments.module.css';
import { Reconciliations } from './reconciliations.tsx';
import { Transfers } from './transfers.tsx';

const route = getRouteApi('/shell/payments');

/** 收费管理: all orders for the finance office, and for the owner of a service its own. */
export function Payments() {
  const t = useTexts();
  const words = usePaymentTexts();
  const { tab = 'orders' } = route.useSearch();
  const { data, error, refetch } = useQuery(partQuery);
  useTitle(words('manage'));
  if (error) return <LoadFailed alone error={error} retry={() => void refetch()} />;
  if (!data)
    return (
      <div className="page">
        <Loading label={t('loading')}>
          <Bone height={240} />
        </Loading>
      </div>
    );
  if (data.part === 'none')
    return (
      <div className="page">
        <Empty alone icon="lock" title={words('notYours')} advice={words('notYoursDo')}>
          <Link to="/" className={buttonClass()}>
            {t('error.home')}
          </Link>
        </Empty>
      </div>
    );
  const place = { to: '/payments' } as const;
  const days = {
    key: 'days',
    name: words('reconciliations'),
    link: { ...place, search: { tab: 'days' as const } },
  };
  const tabs = [
    { key: 'orders', name: words('orders'), link: { ...place, search: {} } },
    ...(data.part === 'finance' ? [days] : []),
    { key: 'transfers', name: words('transfers'), link: { ...place, search: { tab: 'transfers' as const } } },
  ];
  return (
    <div className={`page ${styles.page}`}>
      <h1>{words('manage')}</h1>
      {data.part === 'owner' && <p className={styles.about}>{words('ownerOnly')}</p>}
      <Tabs label={words('tabs')} chosen={tab} tabs={tabs} />
      {tab === 'orders' && <Orders mayRefund={data.part === 'finance'} />}
      {tab === 'days' && data.part === 'finance' && <Reconciliations />}
      {tab === 'transfers' && <Transfers />}
    </div>
  );
}
