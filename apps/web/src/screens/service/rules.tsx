import type { ServiceDetail } from '@yizhan/contract';
import { dayOf, useOpeningWords } from '../../services/opening-words.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './rules.module.css';

/** What one must know before anything else: it is not for me, it is closed, somebody else begins it. */
export function Strips({ service }: { service: ServiceDetail }) {
  const t = useTexts();
  const locale = useLanguage();
  const opening = useOpeningWords()(service.opening);
  const { initiation, notForMe } = service;
  const lines = [
    ...service.notices.map((notice) => inLanguage(notice, locale)),
    ...(notForMe ? [t('guide.notForMe', { who: inLanguage(notForMe, locale) })] : []),
    ...(initiation.reason === 'proxy-only' ? [t('guide.proxyOnly')] : []),
    ...(initiation.reason === 'campaign-only' ? [t('guide.campaignOnly')] : []),
    ...(opening && opening.state !== 'open' ? [t('guide.draftsOnly', { when: opening.text })] : []),
  ];
  return lines.map((line) => (
    <p key={line} className={styles.strip}>
      <Icon name="info" size={20} />
      <span>{line}</span>
    </p>
  ));
}

/** Window and quotas among the facts. */
export function Rules({ service }: { service: ServiceDetail }) {
  const t = useTexts();
  const locale = useLanguage();
  const opening = useOpeningWords()(service.opening);
  const { opening: range, windowNote, quotas } = service;
  return (
    <>
      {opening && (
        <div>
          <dt>{t('guide.window')}</dt>
          <dd>
            {range?.from && (
              <span className={styles.range}>
                {t('guide.range', { from: dayOf(range.from, locale), to: dayOf(range.to, locale) })}
              </span>
            )}
            <span className={styles[opening.state]}>{opening.text}</span>
            {windowNote && <span className={styles.note}>{inLanguage(windowNote, locale)}</span>}
          </dd>
        </div>
      )}
      {quotas.length > 0 && (
        <div>
          <dt>{t('guide.quota')}</dt>
          {quotas.map((quota) => {
            const { per, period, max, used, message } = quota;
            const rule = t('guide.quotaRule', {
              per: t(`guide.per.${per}`),
              period: t(`guide.period.${period}`),
              max,
            });
            return (
              <dd key={`${per} ${period} ${max} ${message?.zh ?? ''}`}>
                {rule}
                {used !== undefined && (
                  <span className={styles.note}>
                    {t('guide.quotaLeft', { left: Math.max(0, max - used) })}
                  </span>
                )}
                {used === undefined && message && (
                  <span className={styles.note}>{inLanguage(message, locale)}</span>
                )}
              </dd>
            );
          })}
        </div>
      )}
    </>
  );
}
