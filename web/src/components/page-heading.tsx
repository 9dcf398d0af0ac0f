import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

let anotherPageCameBefore = false;

/**
 * The heading of a page. It names the browser tab, and after a change of page it takes the focus,
 * so that keyboard and screen reader start where the new page starts.
 */
export function PageHeading({ title, tab }: { readonly title: string; readonly tab?: string }) {
  const { t } = useTranslation();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (anotherPageCameBefore) {
      window.scrollTo(0, 0);
      heading.current?.focus({ preventScroll: true });
    }
    anotherPageCameBefore = true;
  }, []);
  useEffect(() => {
    document.title = `${tab ?? title} · ${t('brand')}`;
  }, [tab, title, t]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {title}
    </h1>
  );
}
