/** A file looked at in place: nothing of it is run, and each kind's reader is loaded with the first file of it. */
import type { FileValue } from '@yizhan/forms';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { attachmentAddress } from '../../api/upload.ts';
import { useTexts } from '../../texts/index.ts';
import { buttonClass } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { sizeText } from '../file-rules.ts';
import styles from './file-preview.module.css';
import { kindOfPreview, type PreviewKind } from './kind-of-preview.ts';

/** Puts the content into the place; answers how to clear it away. */
type Show = (content: Blob, place: HTMLElement) => Promise<(() => void) | undefined>;

const readers: Readonly<Record<Exclude<PreviewKind, 'picture'>, () => Promise<Show>>> = {
  pdf: async () => (await import('./show-pdf.ts')).showPdf,
  word: async () => (await import('./show-word.ts')).showWord,
  sheet: async () => (await import('./show-sheet.ts')).showSheet,
  text: async () => (await import('./show-text.ts')).showText,
};

interface FilePreviewProps {
  file: FileValue;
  onClose(): void;
}

export function FilePreview({ file, onClose }: FilePreviewProps) {
  const t = useTexts();
  const kind = kindOfPreview(file.name);
  return (
    <Dialog
      title={file.name}
      wide
      onClose={onClose}
      acts={
        <a className={buttonClass()} href={attachmentAddress(file.id)} download={file.name}>
          {t('form.download', { name: '', size: sizeText(file.size) })}
        </a>
      }
    >
      {kind === 'picture' ? (
        <img className={styles.picture} src={attachmentAddress(file.id)} alt={file.name} />
      ) : (
        kind && <Page file={file} kind={kind} />
      )}
    </Dialog>
  );
}

function Page({ file, kind }: { file: FileValue; kind: Exclude<PreviewKind, 'picture'> }): ReactNode {
  const t = useTexts();
  const place = useRef<HTMLDivElement>(null);
  const [state, setState] = useState<'loading' | 'there' | 'failed'>('loading');
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const stop = new AbortController();
    let clear: (() => void) | undefined;
    const load = async () => {
      const [show, answer] = await Promise.all([
        readers[kind](),
        fetch(attachmentAddress(file.id), { signal: stop.signal }),
      ]);
      if (!answer.ok) throw new Error(`the file answered ${answer.status}`);
      clear = await show(await answer.blob(), element);
      if (!stop.signal.aborted) setState('there');
    };
    load().catch(() => {
      if (!stop.signal.aborted) setState('failed');
    });
    return () => {
      stop.abort();
      clear?.();
      element.replaceChildren();
    };
  }, [file.id, kind]);
  return (
    <>
      {state === 'loading' && <p role="status">{t('loading')}</p>}
      {state === 'failed' && <p role="alert">{t('form.previewFailed')}</p>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a page wider than its place is scrolled by keys */}
      <section ref={place} className={styles.page} aria-label={file.name} tabIndex={0} />
    </>
  );
}
