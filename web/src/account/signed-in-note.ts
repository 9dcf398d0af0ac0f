const SIGNED_IN = 'rongqiao.signed-in';
/** Sent to the window when it turns, so that the head of the page follows. */
export const SIGNED_IN_CHANGED = 'rongqiao:signed-in';

/** Whether somebody was signed in here when last looked; only for what the head of a page offers. */
export function wasSignedIn(): boolean {
  try {
    return window.localStorage.getItem(SIGNED_IN) !== null;
  } catch {
    return false;
  }
}

export function noteSignedIn(signedIn: boolean): void {
  try {
    if (signedIn) window.localStorage.setItem(SIGNED_IN, '1');
    else window.localStorage.removeItem(SIGNED_IN);
  } catch {
    // Storage may be switched off; the head then offers to sign in, which leads on at once.
  }
  window.dispatchEvent(new Event(SIGNED_IN_CHANGED));
}
