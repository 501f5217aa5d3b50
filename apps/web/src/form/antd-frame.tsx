/**
 * Dresses antd's pickers in the hall's look and language. Its styles are written into the page at run time and
 * carry the page's nonce, since the policy of the server allows no others.
 */
import { ConfigProvider, type ConfigProviderProps } from 'antd';
import enGB from 'antd/locale/en_GB';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import type { ReactNode } from 'react';
import { useLanguage } from '../texts/index.ts';
import { theme } from '../ui/theme.ts';
import { useNarrow } from '../ui/use-narrow.ts';
import './antd-frame.css';

const nonce = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';

const antdTheme: NonNullable<ConfigProviderProps['theme']> = {
  token: {
    colorPrimary: theme.primary,
    colorTextBase: theme.ink,
    colorBorder: theme.line,
    colorError: theme.bad,
    colorSuccess: theme.good,
    colorWarning: theme.warn,
    borderRadius: theme.radius,
    controlHeight: 40,
    controlHeightLG: 44,
    fontSize: 15,
    fontSizeLG: 16,
    fontFamily: 'inherit',
    colorTextPlaceholder: theme.quiet,
  },
};

export function AntdFrame({ children }: { children: ReactNode }) {
  const locale = useLanguage();
  const narrow = useNarrow();
  dayjs.locale(locale === 'en' ? 'en' : 'zh-cn');
  return (
    <ConfigProvider
      csp={{ nonce }}
      theme={antdTheme}
      locale={locale === 'en' ? enGB : zhCN}
      // Lists of a form are short: the browser's own scrolling, and every option is there for a screen reader.
      virtual={false}
      componentSize={narrow ? 'large' : 'middle'}
    >
      {children}
    </ConfigProvider>
  );
}
