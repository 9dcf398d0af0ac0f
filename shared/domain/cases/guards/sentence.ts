/** Ten letters or digits, of whichever script: a full stop alone says nothing. So many are a default of ours (invented). */
const TEN = /([\p{L}\p{N}][^\p{L}\p{N}]*){10}/u;

/** Is something said, in a sentence at least? */
export const isSentence = (text = ''): boolean => TEN.test(text);
