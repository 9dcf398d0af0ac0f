import { createHash } from 'node:crypto';
import type { Context } from 'hono';
import { PROBLEMS, type ProblemCode, preferredLanguage, problemReply } from '../../../shared/http/problems.ts';

const STYLE =
  'body{max-width:36rem;margin:0 auto;padding:3rem 1rem;font:1.0625rem/1.7 system-ui,sans-serif;background:#fbfaf6;color:#1c2622}a{color:#0b5d50}';
const CONTENT_SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`;

const WORDS = {
  zh: { lang: 'zh-CN', title: '没有完成登录', again: '重新登录', home: '回到首页' },
  en: { lang: 'en', title: 'Not signed in', again: 'Sign in again', home: 'To the start' },
} as const;

/** The refusal of a sign-in: for a person a small page with the way on, as the browser stands at an address of the API; else the problem. */
export function signInFailed(context: Context, code: ProblemCode): Response {
  if (!(context.req.header('accept') ?? '').includes('text/html')) return problemReply(context, code);
  const language = preferredLanguage(context.req.header('accept-language'));
  const { lang, title, again, home } = WORDS[language];
  const { status } = PROBLEMS[code];
  const page = `<!doctype html>
<html lang="${lang}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · 融桥 Rongqiao</title><style>${STYLE}</style></head>
<body><main><h1>${title}</h1><p>${PROBLEMS[code][language]}</p><p><a href="/v1/auth/sign-in">${again}</a> · <a href="/">${home}</a></p></main></body>
</html>
`;
  return context.html(page, status, {
    'content-security-policy': CONTENT_SECURITY_POLICY,
    'referrer-policy': 'no-referrer',
    'content-language': lang,
    vary: 'Accept, Accept-Language',
  });
}
