import { type ComponentType, use } from 'react';

export type PageProps = { readonly params: Readonly<Record<string, string | undefined>> };
export type LazyPage = ComponentType<PageProps> & { preload(): Promise<void> };

/**
 * A page in a chunk of its own. Unlike `React.lazy` it draws at once when its chunk is already here, so the markup written at build
 * time can be taken over without a gap; a chunk that failed to load is asked for again at the next attempt.
 */
export function lazyPage(load: () => Promise<{ default: ComponentType<PageProps> }>): LazyPage {
  let Ready: ComponentType<PageProps> | undefined;
  let pending: Promise<void> | undefined;
  const preload = () => {
    pending ??= load().then(
      (module) => {
        Ready = module.default;
      },
      (reason: unknown) => {
        pending = undefined;
        throw reason;
      },
    );
    return pending;
  };
  // A component made by a function, which is sound here: once per page, at module level, as with React.lazy.
  const Page = (props: PageProps) => {
    if (!Ready) use(preload());
    return Ready ? <Ready {...props} /> : null;
  };
  return Object.assign(Page, { preload });
}
