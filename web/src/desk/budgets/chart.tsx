import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Chart as Drawn, Option } from './chart-engine.ts';

type Props = {
  readonly option: Option;
  /** What the picture shows, for those who do not see it; the figures themselves stand in the table beside it. */
  readonly label: string;
  readonly rows?: number;
};

const STILL = () => window.matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A picture of figures that stand in a table beside it. Its engine is a chunk of its own, asked for when the first chart is drawn. */
export function Chart({ option, label, rows = 6 }: Props) {
  const { t } = useTranslation();
  const place = useRef<HTMLDivElement>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    let gone = false;
    let drawn: Drawn | undefined;
    const resize = () => drawn?.resize();
    import('./chart-engine.ts').then(
      ({ drawChart }) => {
        if (!gone) drawn = drawChart(element, { animation: !STILL(), aria: { enabled: true, label: { description: label } }, ...option });
      },
      () => setFailed(true),
    );
    window.addEventListener('resize', resize);
    return () => {
      gone = true;
      window.removeEventListener('resize', resize);
      drawn?.dispose();
      // The library would empty the element by the way that is closed to it (`chart-engine.ts`); a second canvas must not stand below the first.
      element.replaceChildren();
    };
  }, [option, label]);
  if (failed) return <p className="muted">{t('desk.chart.failed')}</p>;
  return <div ref={place} className={rows > 6 ? 'chart chart-tall' : 'chart'} role="img" aria-label={label} />;
}
