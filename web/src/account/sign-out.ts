import { ask } from '../api/client.ts';
import { KEPT } from './kept-place.ts';
import { noteSignedIn } from './signed-in-note.ts';

/** What waits on this device to be sent is gone with whoever wrote it: the next person at it may be another. */
function forgetDrafts(): void {
  try {
    for (const name of Object.keys(window.localStorage)) if (name.startsWith('rongqiao.claim.')) window.localStorage.removeItem(name);
  } catch {
    // Storage that is switched off keeps nothing.
  }
}

function keepPlace(place: string): void {
  try {
    window.sessionStorage.setItem(KEPT, place);
  } catch {
    // Storage that is switched off keeps nothing: one goes on from the start page.
  }
}

/**
 * Ends the session here and with the issuer, whose page leads back to the start.
 * @param place where to go on from once somebody is signed in again, in this tab alone
 * @throws ApiFailure when the session could not be ended
 */
export async function signOut(place?: string): Promise<void> {
  const { body } = await ask<{ readonly continueAt: string }>('/v1/auth/sign-out', { method: 'POST' });
  noteSignedIn(false);
  forgetDrafts();
  if (place !== undefined) keepPlace(place);
  window.location.assign(body.continueAt);
}
