/**
 * Finds a service while one types, on the list the browser already has and with the server's own rule
 * (`searchServices`: name, synonyms, pinyin, initials, guide; a slip is forgiven). A combobox as the WAI-ARIA pattern describes it.
 */

import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ServiceSummary, searchServices } from '@yizhan/contract';
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { doorOf } from '../../services/door-of.ts';
import { servicesQuery } from '../../services/services.query.ts';
import { inLanguage, useLanguage, useTexts } from '../../texts/index.ts';
import { CategoryTile } from '../../ui/category-tile.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useNarrow } from '../../ui/use-narrow.ts';
import styles from './search.module.css';

const shown = 8;

export function Search() {
  const t = useTexts();
  const locale = useLanguage();
  const narrow = useNarrow();
  const navigate = useNavigate();
  const { data: services } = useQuery(servicesQuery);
  const [query, setQuery] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  const listId = useId();
  useSlashKey(input);

  const words = query.trim();
  const found = useMemo(() => (words && services ? searchServices(services, words) : []), [words, services]);
  const offered = found.slice(0, shown);
  const visible = open && words !== '' && services !== undefined;

  const go = (service: ServiceSummary | undefined) => {
    if (!service) return;
    setOpen(false);
    void navigate({ to: doorOf(service), params: { id: service.id } });
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return; // Enter and arrows belong to the input method while it composes
    if (event.key === 'Escape') {
      if (!open) setQuery('');
      setOpen(false);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setOpen(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (visible) setActive((active + step + offered.length) % Math.max(1, offered.length));
    } else if (event.key === 'Enter' && visible) {
      event.preventDefault();
      go(offered[active]);
    }
  };

  return (
    <search className={styles.search}>
      <div className={styles.box}>
        <Icon name="search" size={22} />
        <input
          ref={input}
          className={styles.input}
          type="search"
          role="combobox"
          aria-label={t('home.search')}
          aria-expanded={visible}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={visible && offered[active] ? `${listId}-${active}` : undefined}
          aria-keyshortcuts="/"
          autoComplete="off"
          spellCheck={false}
          maxLength={64}
          placeholder={narrow ? t('home.placeholderShort') : t('home.placeholder')}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setActive(0);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onBlur={() => setOpen(false)}
          onKeyDown={onKeyDown}
        />
        {query ? (
          <button
            type="button"
            className={styles.clear}
            aria-label={t('home.clear')}
            onClick={() => {
              setQuery('');
              input.current?.focus();
            }}
          >
            <Icon name="cross" />
          </button>
        ) : (
          <span className={styles.key} title={t('home.shortcut')} aria-hidden="true">
            /
          </span>
        )}
      </div>
      <div className={styles.panel} hidden={!visible}>
        {/* The list keeps the focus in the input: pressing an entry must not blur it before the click. */}
        <div
          id={listId}
          role="listbox"
          aria-label={t('home.results')}
          onPointerDown={(event) => event.preventDefault()}
        >
          {offered.map((service, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled in the input that owns the list
            <div
              key={service.id}
              id={`${listId}-${index}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              className={styles.option}
              onPointerMove={() => setActive(index)}
              onClick={() => go(service)}
            >
              <CategoryTile category={service.category} size={36} />
              <span className={styles.words}>
                <span className={styles.name}>{inLanguage(service.name, locale)}</span>
                <span className={styles.owner}>{service.owner.unit}</span>
              </span>
              <Icon name="chevronRight" size={18} />
            </div>
          ))}
        </div>
        {found.length === 0 && (
          <div className={styles.nothing}>
            <p>{t('home.nothing', { query: words })}</p>
            <p>{t('home.nothingDo')}</p>
          </div>
        )}
      </div>
      <p className="hidden" role="status">
        {visible ? t('home.resultCount', { count: found.length }) : ''}
      </p>
    </search>
  );
}

/** `/` anywhere on the page leads to the search, unless somebody is typing. */
function useSlashKey(input: React.RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent) => {
      const typing =
        event.target instanceof HTMLElement &&
        event.target.closest('input, textarea, select, [contenteditable]');
      if (event.key !== '/' || typing || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      input.current?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [input]);
}
