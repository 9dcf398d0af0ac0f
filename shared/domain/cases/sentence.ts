/** So many letters or digits, of whichever script, say something; a full stop alone says nothing. A default of ours (invented). */
const LEAST = 10;

/** Is something said, in a sentence at least? */
export const isSentence = (text = ''): boolean => (text.match(/[\p{L}\p{N}]/gu)?.length ?? 0) >= LEAST;
