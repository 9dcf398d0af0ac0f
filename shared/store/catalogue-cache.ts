import type { CatalogueStore } from './catalogue-store.ts';

/**
 * The catalogue in force, kept between requests: each request asks for the pointer (one GetItem), and only when that has moved are the parts
 * read again (one Query). Answers undefined before the first publication. A load that fails is tried again by the next request.
 */
export function createCatalogueCache<Loaded>(
  store: CatalogueStore,
  load: (artefact: Uint8Array) => Loaded,
): () => Promise<Loaded | undefined> {
  let cached: { readonly hash: string; readonly loaded: Promise<Loaded> } | undefined;
  return async () => {
    const pointer = await store.readPointer();
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
