import { useEffect, useState } from 'react';
import { usePaymentTexts } from '../../texts/use-payment-texts.ts';

const second = 1000;

/** 锁价: how long the amount still stands. Read aloud only when somebody asks: it changes every second. */
export function Countdown({ until }: { until: string }) {
  const t = usePaymentTexts();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), second);
    return () => clearInterval(timer);
  }, []);
  const left = Math.floor((Date.parse(until) - now) / second);
  if (left <= 0) return <span>{t('over')}</span>;
  const [days, hours, minutes, seconds] = [
    Math.floor(left / 86_400),
    Math.floor(left / 3600),
    Math.floor(left / 60),
    left % 60,
  ];
  return (
    <span className="number" role="timer">
      {days > 0
        ? t('leftDays', { days, hours: hours % 24 })
        : hours > 0
          ? t('leftHours', { hours, minutes: minutes % 60 })
          : t('leftMinutes', { minutes, seconds })}
    </span>
  );
}
