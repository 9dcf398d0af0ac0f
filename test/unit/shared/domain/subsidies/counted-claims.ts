import { aLine, CLAIMS } from './claims.ts';

export const { broadband, training, mentoring, events, rent, utilities } = CLAIMS;

export const paid = (...fen: number[]) => fen.map((amount, at) => aLine(at + 1, amount));
