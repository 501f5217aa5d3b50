import { useEffect, useRef, useState } from 'react';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Strip } from '../ui/notice.tsx';
import type { Standing } from './element-state.ts';
import styles from './flow-picture.module.css';
import type { Picture } from './open-picture.ts';

export interface FlowPictureProps {
  /** BPMN 2.0 with a diagram. */
  xml: string;
  label: string;
  /** Where an instance stands on it; without it only the flow is shown. Keep the object while nothing has changed. */
  standing?: Standing;
}

const nothing: Standing = { nodes: {}, flows: {}, returns: [], notes: {} };

/**
 * A flow as it is drawn, to look at: it fits on open, is moved by mouse or finger, zoomed by pinch, Ctrl and wheel,
 * buttons or keys. Beside it there must be a list of the steps for those who can't see it.
 */
export function FlowPicture({ xml, label, standing = nothing }: FlowPictureProps) {
  const t = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const picture = useRef<Picture>(undefined);
  const [state, setState] = useState<'opening' | 'open' | 'failed'>('opening');
  const current = Object.keys(standing.nodes).find((id) => standing.nodes[id] === 'current');

  useEffect(() => {
    let gone = false;
    const open = async (element: HTMLElement) => {
      const { openPicture } = await import('./open-picture.ts');
      const opened = gone ? undefined : await openPicture(element, xml, standing);
      if (gone) return opened?.close();
      picture.current = opened;
      setState('open');
    };
    setState('opening');
    if (place.current) open(place.current).catch(() => !gone && setState('failed'));
    return () => {
      gone = true;
      picture.current?.close();
      picture.current = undefined;
    };
  }, [xml, standing]);

  if (state === 'failed') return <Strip tone="warn">{t('diagram.failed')}</Strip>;
  return (
    <div className={styles.picture}>
      <div
        ref={place}
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: keys move and zoom the drawing
        tabIndex={0}
        className={styles.place}
        aria-label={t('diagram.keys', { label })}
        aria-busy={state === 'opening'}
        data-picture={state}
      />
      <div className={styles.tools}>
        {current && (
          <Button size="small" onClick={() => picture.current?.show(current)}>
            {t('diagram.toCurrent')}
          </Button>
        )}
        <Button size="small" aria-label={t('diagram.zoomOut')} onClick={() => picture.current?.zoomBy(0.8)}>
          −
        </Button>
        <Button size="small" aria-label={t('diagram.zoomIn')} onClick={() => picture.current?.zoomBy(1.25)}>
          +
        </Button>
        <Button size="small" onClick={() => picture.current?.showAll()}>
          {t('diagram.fit')}
        </Button>
      </div>
    </div>
  );
}
