import { useTexts } from '../../texts/index.ts';
import { Bone, CardBones, Loading } from '../../ui/skeleton.tsx';
import styles from './application-form.module.css';

export function FormBones() {
  const t = useTexts();
  return (
    <div className={`page ${styles.page}`}>
      <Loading label={t('loading')}>
        <Bone width={88} height={18} />
        <Bone width={280} height={30} />
        <CardBones lines={3} />
        <CardBones lines={7} />
      </Loading>
    </div>
  );
}
