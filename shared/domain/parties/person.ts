/** What the house takes for the id of a person, in its own tables and on the wire. */
const WORD = /^[A-Za-z0-9._-]{1,64}$/;
/** Reserved for subjects that are no such word, so that no issuer can name one person so that it reads as another. */
const HASHED = /^s-[0-9a-f]{32}$/;
const HASH_DIGITS = 32;

/**
 * The id of the person an issuer calls `subject`: the subject itself where it is a word we can use, else `s-` and the first 32 hex digits
 * of its SHA-256. Two subjects of one issuer never share an id.
 * @param sha256Hex of the UTF-8 bytes of a text, in lower-case hex; the domain has no hash function of its own
 */
export const personIdOf = (subject: string, sha256Hex: (text: string) => string): string =>
  WORD.test(subject) && !HASHED.test(subject) ? subject : `s-${sha256Hex(subject).slice(0, HASH_DIGITS)}`;
