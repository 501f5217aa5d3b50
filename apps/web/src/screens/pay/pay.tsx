import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect } from 'react';
import { refreshStanding } from '../../applications/applications.query.ts';
import { useTexts } from '../../texts/index.ts';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';
import { buttonClass } from '../../ui/button.tsx';
import { LoadFailed } from '../../ui/notice.tsx';
import { CardBones, Loading } from '../../ui/skeleton.tsx';
import { useTitle } from '../../ui/use-title.ts';
import styles from './pay.module.css';
import { paymentQuery } from './pay.query.ts';
import { PaymentCard } from './payment-card.tsx';

const route = getRouteApi('/shell/pay/$id');

/** 缴费单: one order, from the countdown to the receipt. */
export function Pay() {
  const t = useTexts();
  const words = usePaymentTexts();
  const { id } = route.useParams();
  const queries = useQueryClient();
  const { data, error, refetch } = useQuery(paymentQuery(id));
  useTitle(words('payTitle'));
  const state = data?.state;
  useEffect(() => {
    if (state !== undefined && state !== 'open') void refreshStanding(queries);
  }, [state, queries]);
  if (error)
    return (
      <div className="page">
        <LoadFailed alone error={error} retry={() => void refetch()}>
          <Link to="/applications" className={buttonClass()}>
            {t('applications.title')}
          </Link>
        </LoadFailed>
      </div>
    );
  return (
    <div className={`page ${styles.page}`}>
      <h1>{words('payTitle')}</h1>
      {data ? (
        <>
          <PaymentCard payment={data} />
          <Link
            to="/applications/$id"
            params={{ id: data.application.id }}
            className={`${buttonClass('quiet')} ${styles.wide}`}
          >
            {words('toApplication')}
            {data.application.number && <span className="number">{data.application.number}</span>}
          </Link>
        </>
      ) : (
        <Loading label={t('loading')}>
          <CardBones lines={6} />
        </Loading>
      )}
    </div>
  );
}
