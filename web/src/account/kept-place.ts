import { hereAddress } from './address.ts';

/** Under which name `sign-out.ts` keeps, in this tab alone, where somebody is who signs in as somebody else. */
export const KEPT = 'rongqiao.kept-place';

/** The place that was kept, once: whoever is signed in again on their start page goes on from there. */
export function takePlace(): string | undefined {
  try {
    const kept = window.sessionStorage.getItem(KEPT);
    window.sessionStorage.removeItem(KEPT);
    return kept !== null && hereAddress() === '/me' ? kept : undefined;
  } catch {
    return undefined;
  }
}
