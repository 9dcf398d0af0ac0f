/** Where the files that the reader of PDF asks for while it reads lie on the site: by its version, as they never change within one. */
export const pdfFilesAt = (version: string): string => `assets/pdfjs-${version}/`;
