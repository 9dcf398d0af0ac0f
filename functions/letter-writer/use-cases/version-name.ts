/** A version a county made of a template bears the code of the county (`adopt.ts`). */
const OF_COUNTY = /^(.+)\.(\d{6})$/;
const NAMES: Readonly<Record<string, string>> = { template: '通用模板', undated: '未注明日期的规定' };

/** What a version of a programme is called in a letter: what it was made of, and by the county of which code. */
export function versionName(version: string): string {
  const [, name, county] = OF_COUNTY.exec(version) ?? [];
  const plain = name ?? version;
  return `${NAMES[plain] ?? plain}${county ? `（行政区划${county}采用）` : ''}`;
}
