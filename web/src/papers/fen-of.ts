/** Yuan as typed, with at most two decimals, in whole fen; undefined when it is no amount. */
export function fenOf(text: string): number | undefined {
  const [, yuan, , cents = ''] = /^(\d{1,13})(\.(\d{1,2}))?$/.exec(text.replaceAll(/[,，\s]/g, '')) ?? [];
  return yuan === undefined ? undefined : Number(yuan) * 100 + Number(cents.padEnd(2, '0'));
}
