import { type RefObject, useEffect, useRef } from 'react';

/** Where two columns have room beside each other: the same as in `evidence.css`. */
const WIDE = '(min-width: 60rem)';

/** Beside the page where there is room, and over it where there is none: then nothing else can be reached until it is closed. */
export function useDialog(): RefObject<HTMLDialogElement | null> {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const wide = window.matchMedia(WIDE);
    const lay = () => {
      dialog.current?.close();
      if (wide.matches) dialog.current?.show();
      else dialog.current?.showModal();
    };
    lay();
    wide.addEventListener('change', lay);
    return () => wide.removeEventListener('change', lay);
  }, []);
  return dialog;
}
