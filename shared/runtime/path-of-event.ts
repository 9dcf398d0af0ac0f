/**
 * The path of an event as a URL can hold it. HTTP APIs hand a path on decoded; put into a URL as it stands it would be read a second time: `#`
 * and `?` would end it, `%2523` become a separator, `..` lead to another route than the one that was matched. So each segment is written
 * out again. A dot or two, which a URL cannot hold as a segment, become a blank: that names nothing of ours.
 */
export const pathOfEvent = (rawPath: string): string =>
  rawPath
    .split('/')
    .map((segment) => (segment === '.' || segment === '..' ? '%20' : encodeURIComponent(segment.toWellFormed())))
    .join('/');
