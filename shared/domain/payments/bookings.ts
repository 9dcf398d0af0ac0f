/** The number of a bank's booking as it counts: however it is typed, it is the same. */
export const bookingNumber = (bankSerial: string): string => bankSerial.normalize('NFKC').replaceAll(/\s/g, '').toUpperCase();
export const sameBooking = (one: string, other: string): boolean => bookingNumber(one) === bookingNumber(other);
