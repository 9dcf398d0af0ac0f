/** What people put between the parts of an address; it says nothing of where it is, but that one figure ends there and another begins. */
const BETWEEN = /[\s\p{P}\p{S}]+/gu;
const BETWEEN_FIGURES = /(?<=\d)-(?!\d)|(?<!\d)-/gu;

/**
 * A place as one word: equal words are the same site. The address is taken without width, case and punctuation (`上海路 １号，A座` =
 * `上海路1号a座`; `1-12室` is not `11-2室`); that two addresses written with other characters are one site only a reviewer can see.
 */
export const siteKeyOf = ({ divisionCode, address }: { readonly divisionCode: string; readonly address: string }): string =>
  `${divisionCode}.${address.normalize('NFKC').replaceAll(BETWEEN, '-').replaceAll(BETWEEN_FIGURES, '').toLowerCase()}`;
