import { type RefObject, useEffect, useState } from 'react';

const STORED = 'rongqiao.desk-keys';
const TYPING = 'input:not([type=checkbox]), textarea, select, [contenteditable]';

function remembered(): boolean {
  try {
    return window.localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

function remember(on: boolean): void {
  try {
    if (on) window.localStorage.removeItem(STORED);
    else window.localStorage.setItem(STORED, 'off');
  } catch {
    // Storage may be switched off; the choice then lasts for this visit.
  }
}

/**
 * Walks the links of a list by `j` and `k` and ticks the row one stands on by `x`; Enter opens it, as with any link. Single letters can be
 * switched off, for those whose words are typed by a machine (WCAG 2.1.4).
 */
export function useRowKeys(list: RefObject<HTMLElement | null>): readonly [on: boolean, turn: (on: boolean) => void] {
  const [on, setOn] = useState(remembered);
  useEffect(() => {
    if (!on) return;
    const press = (event: KeyboardEvent) => {
      const typing = event.target instanceof Element && event.target.matches(TYPING);
      if (typing || event.ctrlKey || event.metaKey || event.altKey) return;
      const rows = [...(list.current?.querySelectorAll<HTMLElement>('[data-case]') ?? [])];
      const at = rows.findIndex((row) => row.contains(document.activeElement));
      const link = (row: HTMLElement | undefined) => row?.querySelector<HTMLElement>('a')?.focus();
      if (event.key === 'j') link(rows[Math.min(at + 1, rows.length - 1)]);
      else if (event.key === 'k') link(rows[Math.max(at - 1, 0)]);
      else if (event.key === 'x' && at >= 0) rows[at]?.querySelector<HTMLInputElement>('input[type=checkbox]')?.click();
      else return;
      event.preventDefault();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [on, list]);
  return [
    on,
    (next) => {
      remember(next);
      setOn(next);
    },
  ];
}
