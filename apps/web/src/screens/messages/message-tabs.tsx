import { useQuery } from '@tanstack/react-query';
import { latestNoticesQuery } from '../../notices/notices.query.ts';
import { useMe } from '../../session/me.query.ts';
import { useTexts } from '../../texts/index.ts';
import { Tabs } from '../../ui/tabs.tsx';

/** What is about one's own applications, and what the school tells everybody. */
export function MessageTabs({ chosen }: { chosen: 'messages' | 'notices' }) {
  const t = useTexts();
  const { data: me } = useMe();
  const { data: notices } = useQuery(latestNoticesQuery);
  return (
    <Tabs
      label={t('messages.tabs')}
      chosen={chosen}
      tabs={[
        { key: 'messages', name: t('messages.own'), count: me?.counts.unread, link: { to: '/messages' } },
        { key: 'notices', name: t('notices.title'), count: notices?.unread, link: { to: '/notices' } },
      ]}
    />
  );
}
