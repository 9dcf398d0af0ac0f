import type { ClaimView } from '../../../shared/contracts/claims.ts';
import { type Answered, ApiFailure } from '../api/client.ts';
import { canonical, type Draft, sendable, takeMasks, withoutIdNumbers } from './claim-paths.ts';

export type Interest = ClaimView['interests'][number];
export type PayeeInput = { readonly bankName: string; readonly bankAccount: string; readonly cnaps: string | null };
/** All that is written on the pages of a claim. `payee` left out: as it was; null: that of the profile. */
export type Content = { readonly claim: Draft; readonly interests: readonly Interest[]; readonly payee?: PayeeInput | null };

/** Somebody else has saved meanwhile: what both began with, and what they wrote. */
export type Conflict = { readonly base: Content; readonly theirs: Content; readonly etag: string };

export type KeeperState = {
  readonly content: Content;
  /** `kept`: only on this device, for want of a connection · `refused`: the API does not take it as it stands. */
  readonly status: 'saved' | 'typing' | 'saving' | 'kept' | 'refused' | 'conflict' | 'closed';
  readonly failure?: ApiFailure;
  readonly conflict?: Conflict;
  readonly view: ClaimView;
  readonly etag: string;
  /** How often it was saved: what hangs on it is asked anew. */
  readonly saves: number;
};

type Sent = { readonly body: string; readonly content: Content; readonly key: string };
type Kept = { readonly etag: string; readonly base: Content; readonly content: Content };
type Ports = {
  send(content: Content, etag: string, key: string): Promise<Answered<ClaimView>>;
  read(): Promise<Answered<ClaimView>>;
  readonly store: { read(): Kept | undefined; write(kept: Kept | undefined): void };
  newKey(): string;
  /** Runs it later; the answer calls it off. */
  later(run: () => void, ms: number): () => void;
};

const QUIET_MS = 700;
const AGAIN_MS = 10_000;
const NO_LINE: readonly string[] = ['offline', 'timeout', 'server'];

const contentOf = (view: ClaimView): Content => ({ claim: view.claim as Draft, interests: view.interests });

/** As it goes over the line; equal texts are the same content. */
const bodyOf = ({ claim, interests, payee }: Content): string =>
  canonical({ claim: sendable(claim), interests, ...(payee !== undefined && { payee }) });

/**
 * Keeps what is typed: saves it a moment after the last key, one save at a time, each with the version it was written on. Without a connection
 * it stays on this device and is sent later; where somebody else was quicker, both versions are kept until one has been made of them.
 */
export class DraftKeeper {
  #state: KeeperState;
  /** What the API has. */
  #base: Content;
  #sent: Sent | undefined;
  #running: Promise<void> | undefined;
  #stop: () => void = () => undefined;
  readonly #ports: Ports;
  readonly #listeners = new Set<() => void>();

  constructor(answer: Answered<ClaimView>, ports: Ports) {
    this.#ports = ports;
    this.#base = contentOf(answer.body);
    this.#state = { content: this.#base, status: 'saved', view: answer.body, etag: answer.etag ?? '', saves: 0 };
    const kept = ports.store.read();
    if (!kept || bodyOf(kept.content) === bodyOf(this.#base)) ports.store.write(undefined);
    else if (kept.etag === this.#state.etag) this.#take(kept.content);
    else
      this.#set({ content: kept.content, status: 'conflict', conflict: { base: kept.base, theirs: this.#base, etag: this.#state.etag } });
  }

  readonly state = (): KeeperState => this.#state;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Something was typed. */
  change(next: (content: Content) => Content): void {
    if (this.#state.status === 'closed') return;
    this.#take(next(this.#state.content));
  }

  /** Saves at once what is not saved yet. True: the API has all of it. */
  async flush(): Promise<boolean> {
    this.#stop();
    await this.#running;
    await this.#save();
    return this.#state.status === 'saved';
  }

  /** One version out of two, on top of theirs. */
  settle(content: Content): void {
    const { conflict } = this.#state;
    if (!conflict) return;
    this.#base = conflict.theirs;
    const { conflict: _over, failure: _why, ...state } = this.#state;
    this.#state = { ...state, etag: conflict.etag, status: 'typing' };
    this.#take(content);
  }

  /** The page is left: what is not saved stays on this device. */
  close(): void {
    this.#stop();
    this.#listeners.clear();
  }

  #take(content: Content): void {
    this.#set({ content, status: this.#state.status === 'conflict' ? 'conflict' : 'typing' });
    this.#keep();
    this.#soon(QUIET_MS);
  }

  #soon(ms: number): void {
    this.#stop();
    this.#stop = this.#ports.later(() => void this.#save(), ms);
  }

  #keep(): void {
    const { content, etag } = this.#state;
    this.#ports.store.write(withoutIdNumbers({ etag, base: this.#base, content }));
  }

  #set(change: Partial<KeeperState>): void {
    const { failure: _before, ...rest } = this.#state;
    this.#state = { ...rest, ...change };
    for (const listener of this.#listeners) listener();
  }

  async #save(): Promise<void> {
    if (this.#running || this.#state.status === 'conflict' || this.#state.status === 'closed') return this.#running;
    const { content } = this.#state;
    const body = bodyOf(content);
    if (body === bodyOf(this.#base)) {
      this.#ports.store.write(undefined);
      if (this.#state.status !== 'saved') this.#set({ status: 'saved' });
      return;
    }
    // The same content keeps its key until it was taken, so that a lost answer cannot save it twice.
    if (this.#sent?.body !== body) this.#sent = { body, content, key: this.#ports.newKey() };
    this.#running = this.#sendOnce(this.#sent);
    await this.#running;
  }

  async #sendOnce({ content, key, body }: Sent): Promise<void> {
    this.#set({ status: 'saving' });
    try {
      const parsed = JSON.parse(body) as Content;
      const answer = await this.#ports.send(parsed, this.#state.etag, key);
      this.#running = undefined;
      this.#sent = undefined;
      this.#taken(content, answer);
    } catch (reason) {
      this.#running = undefined;
      await this.#failed(reason instanceof ApiFailure ? reason : new ApiFailure('unreadable'), body);
    }
  }

  #taken(sent: Content, { body: view, etag = '' }: Answered<ClaimView>): void {
    const now = this.#state.content;
    const { payee, ...rest } = now;
    const claim = takeMasks(now.claim, sent.claim, view.claim) as Draft;
    const keepsPayee = payee !== undefined && canonical(payee) !== canonical(sent.payee);
    const content = { ...rest, claim, ...(keepsPayee && { payee }) };
    this.#base = contentOf(view);
    this.#set({ content, view, etag, status: 'typing', saves: this.#state.saves + 1 });
    // What is left is what the API has in words of its own (a name without its blanks), or was typed since.
    const typedSince = canonical(withoutIdNumbers(sendable(now.claim))) !== canonical(withoutIdNumbers(sendable(sent.claim)));
    if (typedSince || keepsPayee || canonical(now.interests) !== canonical(sent.interests)) {
      this.#keep();
      this.#soon(QUIET_MS);
      return;
    }
    this.#base = { ...content };
    this.#ports.store.write(undefined);
    this.#set({ status: 'saved' });
  }

  async #failed(failure: ApiFailure, body: string): Promise<void> {
    if (NO_LINE.includes(failure.kind)) {
      this.#set({ status: 'kept', failure });
      this.#soon(AGAIN_MS);
    } else if (failure.code === 'stale-version') await this.#meet(body);
    else if (failure.code === 'claim-closed') this.#set({ status: 'closed', failure });
    else this.#set({ status: 'refused', failure });
  }

  /** Somebody has saved meanwhile: we ourselves, where an answer was lost; else another. */
  async #meet(body: string): Promise<void> {
    try {
      const { body: view, etag = '' } = await this.#ports.read();
      const theirs = contentOf(view);
      if (view.claim === null) return this.#set({ status: 'closed', view });
      const ours = canonical(withoutIdNumbers(sendable((JSON.parse(body) as Content).claim)));
      if (canonical(withoutIdNumbers(sendable(theirs.claim))) === ours) {
        this.#taken(this.#sent?.content ?? this.#state.content, { body: view, etag });
        return;
      }
      this.#set({ status: 'conflict', conflict: { base: this.#base, theirs, etag }, view });
    } catch (reason) {
      this.#set({ status: 'kept', failure: reason instanceof ApiFailure ? reason : new ApiFailure('unreadable') });
      this.#soon(AGAIN_MS);
    }
  }
}
