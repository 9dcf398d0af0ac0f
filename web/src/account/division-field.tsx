import { useState } from 'react';
import { useWords } from '../words/use-words.ts';
import { useRegions } from './regions.ts';

const PROVINCE = '320000';

/** City, then county or zone. `whole` lets the whole city or province be meant, as for an office. */
export function DivisionPicker({
  value,
  whole = false,
  onPick,
}: {
  readonly value: string;
  readonly whole?: boolean;
  onPick(code: string): void;
}) {
  const { t, of } = useWords();
  const { reference } = useRegions();
  const divisions = reference?.divisions ?? [];
  const parent = divisions.find(({ code }) => code === value)?.parent;
  const [picked, setPicked] = useState('');
  const city = value === '' ? picked : parent === PROVINCE || value === PROVINCE ? value : (parent ?? picked);
  return (
    <div className="two-fields">
      <label className="field">
        <span>{t('check.city')}</span>
        <select
          required
          value={city}
          onChange={(event) => {
            setPicked(event.target.value);
            onPick(whole ? event.target.value : '');
          }}
        >
          <option value="">{t('check.pick')}</option>
          {whole ? <option value={PROVINCE}>{t('division.province')}</option> : null}
          {divisions
            .filter((division) => division.parent === PROVINCE)
            .map((division) => (
              <option key={division.code} value={division.code}>
                {of(division.name)}
              </option>
            ))}
        </select>
      </label>
      {city === '' || city === PROVINCE ? null : (
        <label className="field">
          <span>{t('check.county')}</span>
          <select required={!whole} value={value} onChange={(event) => onPick(event.target.value)}>
            <option value={whole ? city : ''}>{t(whole ? 'division.wholeCity' : 'check.pick')}</option>
            {divisions
              .filter((division) => division.parent === city)
              .map((division) => (
                <option key={division.code} value={division.code}>
                  {of(division.name)}
                </option>
              ))}
          </select>
        </label>
      )}
    </div>
  );
}
