import type { FileValue } from '@yizhan/forms';
import { type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { upload } from '../api/upload.ts';
import { useSurroundings } from '../form/surroundings.tsx';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { detailOf } from '../ui/notice.tsx';
import styles from './signature.module.css';

interface PadProps {
  title: string;
  path: string;
  onClose(): void;
  onSigned(file: FileValue): void;
}

/** Drawn at twice the size, so that it is sharp in print. */
const scale = 2;

export function SignaturePad({ title, path, onClose, onSigned }: PadProps) {
  const t = useTexts();
  const { service, application } = useSurroundings();
  const canvas = useRef<HTMLCanvasElement>(null);
  const [isEmpty, setEmpty] = useState(true);
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const last = useRef<{ x: number; y: number }>(undefined);

  useLayoutEffect(() => {
    const element = canvas.current;
    if (!element) return;
    element.width = element.clientWidth * scale;
    element.height = element.clientHeight * scale;
  }, []);

  const at = (event: PointerEvent) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: (event.clientX - box.left) * scale, y: (event.clientY - box.top) * scale };
  };
  const draw = (event: PointerEvent) => {
    const context = canvas.current?.getContext('2d');
    const from = last.current;
    if (!context || !from) return;
    const to = at(event);
    context.lineCap = 'round';
    context.lineJoin = 'round';
    context.lineWidth = (event.pointerType === 'pen' ? 1.5 + event.pressure * 4 : 4) * scale * 0.7;
    context.strokeStyle = '#111827';
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
    setEmpty(false);
  };
  const clear = () => {
    const element = canvas.current;
    element?.getContext('2d')?.clearRect(0, 0, element.width, element.height);
    setEmpty(true);
  };
  const done = async () => {
    const picture = await new Promise<Blob | null>((resolve) =>
      canvas.current ? canvas.current.toBlob(resolve, 'image/png') : resolve(null),
    );
    if (!picture) return;
    setBusy(true);
    setFault(undefined);
    try {
      const file = new File([picture], 'signature.png', { type: 'image/png' });
      onSigned(await upload(file, { service, application, field: path }, () => undefined).done);
    } catch (error) {
      setFault(detailOf(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={title}
      onClose={onClose}
      acts={
        <>
          <Button onClick={clear} disabled={isEmpty || busy}>
            {t('form.signClear')}
          </Button>
          <Button kind="primary" busy={busy} disabled={isEmpty} onClick={() => void done()}>
            {t('form.signDone')}
          </Button>
        </>
      }
    >
      <p className={styles.hint}>{t('form.signHint')}</p>
      <canvas
        ref={canvas}
        className={styles.pad}
        role="img"
        aria-label={t('form.signHint')}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = at(event);
          draw(event);
        }}
        onPointerMove={draw}
        onPointerUp={() => {
          last.current = undefined;
        }}
        onPointerCancel={() => {
          last.current = undefined;
        }}
      />
      {fault && (
        <p className={styles.fault} role="alert">
          {fault}
        </p>
      )}
    </Dialog>
  );
}
