import { Link } from '@tanstack/react-router';
import { useTexts } from '../texts/index.ts';
import { Button, buttonClass } from '../ui/button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Header } from './header.tsx';
import { TabBar } from './tab-bar.tsx';

/** A fault in the page itself, or a part of it that could not be fetched after an upgrade of the server. */
export function PageFailed() {
  const t = useTexts();
  return (
    <div className="page" role="alert">
      <Empty alone icon="alert" title={t('error.unexpected')} advice={t('error.unexpectedDo')}>
        <Button kind="primary" onClick={() => location.reload()}>
          {t('reload')}
        </Button>
        <Link to="/" className={buttonClass()}>
          {t('error.home')}
        </Link>
      </Empty>
    </div>
  );
}

/** Stands outside the shell, which only wraps places that exist. */
export function PageNotFound() {
  const t = useTexts();
  return (
    <>
      <Header />
      <main className="page">
        <Empty alone icon="search" title={t('error.notFound')} advice={t('error.notFoundDo')}>
          <Link to="/" className={buttonClass('primary')}>
            {t('error.home')}
          </Link>
        </Empty>
      </main>
      <TabBar />
    </>
  );
}
