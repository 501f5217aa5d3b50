import type { FileValue } from '@yizhan/forms';
import { useState } from 'react';
import { attachmentAddress } from '../api/upload.ts';
import { useTexts } from '../texts/index.ts';
import { Button } from '../ui/button.tsx';
import { AttachmentInput } from './attachment.tsx';
import type { FieldOf, FieldProps } from './field-props.ts';
import styles from './signature.module.css';
import { SignaturePad } from './signature-pad.tsx';

type SignatureProps = FieldProps<FieldOf<'signature'>> & { path: string };

/** Signed by finger, pen or mouse; whoever cannot draw uploads a picture of the signature, with the keyboard alone. */
export function SignatureInput(props: SignatureProps) {
  const { control, value, path, onChange, onLeave } = props;
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const [file] = Array.isArray(value) ? (value as FileValue[]) : [];
  return (
    <div className={styles.signature}>
      {file ? (
        <div className={styles.signed}>
          <img src={attachmentAddress(file.id)} alt={t('form.signatureOf', { label: control.name })} />
          <Button
            size="small"
            id={control.id}
            onClick={() => {
              onChange(undefined);
              onLeave();
            }}
          >
            {t('form.signAgain')}
          </Button>
        </div>
      ) : (
        <>
          <Button
            id={control.id}
            className={control.invalid ? (styles.invalid ?? '') : ''}
            aria-label={`${t('form.sign')}：${control.name}`}
            aria-describedby={control.describedBy}
            onClick={() => setOpen(true)}
          >
            {t('form.sign')}
          </Button>
          <AttachmentInput
            {...props}
            control={{ ...control, id: `${control.id}-upload`, compact: true }}
            path={path}
          />
        </>
      )}
      {open && (
        <SignaturePad
          title={control.name}
          path={path}
          onClose={() => setOpen(false)}
          onSigned={(signed) => {
            onChange([signed]);
            setOpen(false);
            onLeave();
          }}
        />
      )}
    </div>
  );
}
