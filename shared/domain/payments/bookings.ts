/** As long as the number of a booking may be; what is longer is cut where it is counted. */
const MOST = 300;

/** The number of a bank's booking as it counts: however it is typed, and whatever cannot be seen in it, it is the same. */
export const bookingNumber = (bankSerial: string): string =>
  bankSerial
    .normalize('NFKC')
    .replaceAll(/[\s\p{Cf}]/gu, '')
    .toUpperCase()
    .slice(0, MOST);
export const sameBooking = (one: string, other: string): boolean => bookingNumber(one) === bookingNumber(other);
