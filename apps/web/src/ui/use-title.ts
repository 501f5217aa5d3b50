import { useEffect } from 'react';
import { useTexts } from '../texts/index.ts';

/** The title of the browser's tab. */
export function useTitle(title: string | undefined): void {
  const t = useTexts();
  const product = t('product');
  useEffect(() => {
    document.title = title ? `${title} - ${product}` : product;
  }, [title, product]);
}
