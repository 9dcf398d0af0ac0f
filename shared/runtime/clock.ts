/** The time of the product. In local mode the house can be moved forward; in the cloud the variable is never set. */
export const now = (): Date => new Date(Date.now() + localOffsetMs());

const localOffsetMs = (): number => {
  const { RONGQIAO_LOCAL: local, RONGQIAO_CLOCK_OFFSET_MS: offset } = process.env;
  return local === '1' && offset !== undefined ? Number(offset) : 0;
};
