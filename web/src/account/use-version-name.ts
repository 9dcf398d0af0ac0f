import { useWords } from '../words/use-words.ts';
import { useRegions } from './regions.ts';

/** A version a county made of a template bears the code of the county. */
const OF_COUNTY = /^(.+)\.(\d{6})$/;

/** What a version of a programme is called: what it was made of, and by which county. */
export function useVersionName(): (version: string) => string {
  const { t } = useWords();
  const { say } = useRegions();
  const plain = (version: string): string =>
    version === 'template' || version === 'undated' ? t(`version.${version}`) : t('version.year', { version });
  return (version) => {
    const [, name, county] = OF_COUNTY.exec(version) ?? [];
    return name && county ? t('version.adopted', { name: plain(name), region: say(county) }) : plain(version);
  };
}
