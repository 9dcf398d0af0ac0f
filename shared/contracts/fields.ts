import * as z from 'zod/mini';
import { rule } from '../domain/kernel/rule.ts';

/** Fields that contracts share. */
export const id = z.string().check(z.regex(/^[A-Za-z0-9._-]{1,64}$/, 'must be 1 to 64 of A-Z a-z 0-9 . _ -'));
export const hash = z.string().check(z.regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in lower-case hex'));
/** `least` (1) to `most` characters; line breaks are welcome, other control characters are not. */
export const text = (most: number, least = 1) =>
  z
    .string()
    .check(z.trim())
    .check(z.minLength(least))
    .check(z.maxLength(most))
    .check(
      z.refine(
        (value) => !/[\p{Cc}\p{Cf}]/u.test(value.replaceAll(/[\r\n\t]/g, ' ')),
        rule('不能有控制字符', 'must have no control characters'),
      ),
    );
/** 1 to `most` characters of one line. */
export const line = (most: number) =>
  z
    .string()
    .check(z.trim())
    .check(z.minLength(1))
    .check(z.maxLength(most))
    .check(z.refine((value) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(value), rule('不能有控制字符', 'must have no control characters')));
