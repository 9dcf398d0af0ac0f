/** The browser's own guard against text that becomes script (Trusted Types), as far as we use it; not in every browser yet. */
type Guard = {
  createPolicy(name: string, rules: { createScriptURL(address: string): string }): { createScriptURL(address: string): string };
};

/** Ours only, of the one place where the build lays them. The page policy lets nobody else name a script by a text. */
const OURS = /^\/assets\/pdfjs-[\d.]+\/worker\.js$/;
const rules = {
  createScriptURL: (address: string): string => {
    if (!OURS.test(address)) throw new TypeError(`${address} is no worker of ours`);
    return address;
  },
};
/** `trusted-types` of the page policy knows it by this name, and no other. */
const policy = (globalThis as { readonly trustedTypes?: Guard }).trustedTypes?.createPolicy('pdf-worker', rules) ?? rules;

/** A worker of its own for one file: whatever happens in it ends with it. */
export const startPdfWorker = (address: string): Worker => new Worker(policy.createScriptURL(address), { type: 'module' });
