import { useQueryClient } from '@tanstack/react-query';
import type { AdministeredNotice, NoticeWish } from '@yizhan/contract';
import { useId, useState } from 'react';
import { api } from '../../api/index.ts';
import controls from '../../fields/controls.module.css';
import { DepartmentInput } from '../../fields/department.tsx';
import { AntdFrame } from '../../form/antd-frame.tsx';
import { SurroundingsProvider } from '../../form/surroundings.tsx';
import { useTexts } from '../../texts/index.ts';
import { schoolDate } from '../../texts/times.ts';
import { useAdministrationTexts } from '../../texts/use-administration-texts.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Labelled } from '../../ui/labelled.tsx';
import { Strip } from '../../ui/notice.tsx';
import { say } from '../../ui/toast.tsx';
import { useSending } from '../../ui/use-sending.ts';
import { Choices } from '../task/choices.tsx';
import styles from './admin.module.css';
import { noticePath, refreshNotices } from './admin.query.ts';

const kinds = ['staff', 'student', 'guest'] as const;

/** A notice in both languages, the days on which it is shown, and for whom. Text only: lines stay lines. */
export function NoticeDialog({ notice, close }: { notice: AdministeredNotice | undefined; close(): void }) {
  const t = useAdministrationTexts();
  const common = useTexts();
  const queries = useQueryClient();
  const id = useId();
  // Its own from the start: sent twice, it is still one notice.
  const [own] = useState(() => notice?.id ?? crypto.randomUUID());
  const [wish, setWish] = useState<NoticeWish>(() => wishOf(notice));
  const [tried, setTried] = useState(false);
  const { busy, refusal, sending } = useSending();
  const change = (part: Partial<NoticeWish>) => setWish((before) => ({ ...before, ...part }));
  const complete =
    wish.title.zh.trim() !== '' && wish.body.zh.trim() !== '' && wish.from !== '' && wish.until !== '';

  const confirm = async () => {
    setTried(true);
    if (!complete) return;
    await sending(async () => {
      await api.send('PUT', noticePath(own), { body: wish });
      say(t('noticeKept'));
      await refreshNotices(queries);
      close();
    });
  };

  return (
    <Dialog
      title={t(notice ? 'editNotice' : 'newNotice')}
      wide
      onClose={close}
      acts={
        <>
          <Button onClick={close}>{common('cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void confirm()}>
            {t('keepNotice')}
          </Button>
        </>
      }
    >
      <AntdFrame>
        <SurroundingsProvider service="" names={namesOf(notice)}>
          <div className={styles.noticeForm}>
            {(['zh', 'en'] as const).map((language) => (
              <div key={language} className={styles.noticeLanguage}>
                <Labelled
                  id={`${id}-title-${language}`}
                  label={t(`noticeTitle.${language}`)}
                  needed={language === 'zh'}
                  saysOptional
                  fault={tried && language === 'zh' && !wish.title.zh.trim() ? t('required') : undefined}
                >
                  <input
                    id={`${id}-title-${language}`}
                    data-first={language === 'zh' ? '' : undefined}
                    className={controls.input}
                    maxLength={80}
                    value={wish.title[language] ?? ''}
                    onChange={({ target }) => change({ title: { ...wish.title, [language]: target.value } })}
                  />
                </Labelled>
                <Labelled
                  id={`${id}-body-${language}`}
                  label={t(`noticeBody.${language}`)}
                  needed={language === 'zh'}
                  saysOptional
                  fault={tried && language === 'zh' && !wish.body.zh.trim() ? t('required') : undefined}
                >
                  <textarea
                    id={`${id}-body-${language}`}
                    className={`${controls.input} ${controls.area}`}
                    rows={5}
                    maxLength={4000}
                    value={wish.body[language] ?? ''}
                    onChange={({ target }) => change({ body: { ...wish.body, [language]: target.value } })}
                  />
                </Labelled>
              </div>
            ))}
            <div className={styles.noticeLanguage}>
              {(['from', 'until'] as const).map((end) => (
                <Labelled
                  key={end}
                  id={`${id}-${end}`}
                  label={t(`noticeDay.${end}`)}
                  needed
                  fault={tried && wish[end] === '' ? t('required') : undefined}
                >
                  <input
                    id={`${id}-${end}`}
                    type="date"
                    className={controls.input}
                    value={wish[end]}
                    onChange={({ target }) => change({ [end]: target.value })}
                  />
                </Labelled>
              ))}
            </div>
            <Choices
              legend={t('noticeKinds')}
              several
              choices={kinds.map((kind) => ({ id: kind, name: t(`kinds.${kind}`) }))}
              chosen={wish.kinds}
              choose={(chosen) => change({ kinds: chosen })}
            />
            <Labelled id={`${id}-units`} label={t('noticeUnits')} needed={false} saysOptional>
              <DepartmentInput
                field={{ key: 'units', label: t('noticeUnits'), type: 'departments' }}
                control={{
                  id: `${id}-units`,
                  name: t('noticeUnits'),
                  labelled: true,
                  describedBy: undefined,
                  invalid: false,
                  required: false,
                  compact: false,
                }}
                value={wish.units}
                onChange={(units) => change({ units: Array.isArray(units) ? units : [] })}
                onLeave={() => undefined}
              />
            </Labelled>
            {refusal && <Strip tone="bad">{refusal}</Strip>}
          </div>
        </SurroundingsProvider>
      </AntdFrame>
    </Dialog>
  );
}

const wishOf = (notice: AdministeredNotice | undefined): NoticeWish =>
  notice
    ? {
        title: notice.title,
        body: notice.body,
        from: notice.from,
        until: notice.until,
        kinds: notice.kinds,
        units: notice.units.map(({ id }) => id),
      }
    : { title: { zh: '' }, body: { zh: '' }, from: schoolDate(new Date()), until: '', kinds: [], units: [] };

const namesOf = (notice: AdministeredNotice | undefined) => ({
  people: {},
  units: Object.fromEntries((notice?.units ?? []).map(({ id, name }) => [id, name])),
});
