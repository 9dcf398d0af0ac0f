import type { CatalogueStore } from './catalogue-store.ts';

/** Believe that the catalogue in force is still the one of a moment ago: it costs no call then. */
export interface Trust {
  readonly forMs: number;
  readonly now: () => Date;
}
/**
 * For commands, whose reads are counted: what is published counts for them after a minute at the latest. Until then a claim is judged by the
 * version before, which it pins by its hash and shows.
 */
export const TRUSTED_A_MINUTE = (now: () => Date): Trust => ({ forMs: 60_000, now });

/**
 * The catalogue in force, kept between requests: each request asks for the pointer (one GetItem), and only when that has moved are the parts
 * read again (one Query). Answers undefined before the first publication. A load that fails is tried again by the next request.
 */
export function createCatalogueCache<Loaded>(
  store: CatalogueStore,
  load: (artefact: Uint8Array) => Loaded,
  trust?: Trust,
): () => Promise<Loaded | undefined> {
  let cached: { readonly hash: string; readonly loaded: Promise<Loaded> } | undefined;
  let askedAt = 0;
  return async () => {
    const at = trust?.now().getTime() ?? 0;
    if (trust && cached && at >= askedAt && at - askedAt < trust.forMs) return cached.loaded;
    const pointer = await store.readPointer();
    askedAt = at;
    if (!pointer) return undefined;
    if (cached?.hash !== pointer.hash) {
      const entry = { hash: pointer.hash, loaded: store.readArtefact(pointer).then(load) };
      entry.loaded.catch(() => {
        if (cached === entry) cached = undefined;
      });
      cached = entry;
    }
    return cached.loaded;
  };
}
