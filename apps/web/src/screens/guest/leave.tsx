import { useQueryClient } from '@tanstack/react-query';
import type { GuestMe } from '@yizhan/contract';
import { api } from '../../api/index.ts';
import { useGuestTexts } from '../../texts/use-guest-texts.ts';
import { Button } from '../../ui/button.tsx';
import styles from './guest.module.css';

/** Who is in, and the way out. */
export function Leave({ me, leave }: { me: GuestMe; leave(): void }) {
  const t = useGuestTexts();
  const queries = useQueryClient();
  return (
    <>
      <span className={styles.me}>{t('signedAs', { name: me.name, address: me.address })}</span>
      <Button
        size="small"
        onClick={async () => {
          await api.send('DELETE', '/guest/session').catch(() => undefined);
          leave();
          queries.removeQueries({ queryKey: ['guest'] });
        }}
      >
        {t('leave')}
      </Button>
    </>
  );
}
