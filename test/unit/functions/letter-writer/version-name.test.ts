import { expect, it } from 'vitest';
import { versionName } from '../../../../functions/letter-writer/use-cases/version-name.ts';

it.each([
  ['template.320583', '通用模板（行政区划320583采用）'],
  ['2016-1.320583', '2016-1（行政区划320583采用）'],
  ['template', '通用模板'],
  ['undated', '未注明日期的规定'],
  ['2026-1', '2026-1'],
])('a letter calls the version %s by words', (version, name) => expect(versionName(version)).toBe(name));
