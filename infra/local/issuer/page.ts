import { createHash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Language } from '../../../shared/http/problems.ts';

/** Text as it may stand in markup and in attributes. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');

const STYLE = `
:root{color-scheme:light;--ink:#1c2622;--soft:#4a5650;--paper:#fbfaf6;--card:#fff;--line:#d9d6cb;--jade:#0b5d50;--jade-soft:#e4f0ec;--focus:#b3541e}
*,*::before,*::after{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:400 1.0625rem/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif;overflow-wrap:anywhere}
header{display:flex;justify-content:space-between;gap:1rem;padding:1rem;border-bottom:1px solid var(--line)}
header strong{font-size:1.2rem}
main{max-width:70rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:clamp(1.6rem,1.2rem + 2vw,2.2rem);line-height:1.3;margin:0 0 .5rem}
h2{font-size:1.2rem;margin:2rem 0 .75rem}
p{margin:0 0 .75rem}
a{color:var(--jade)}
ul{list-style:none;margin:0;padding:0;display:grid;gap:.75rem;grid-template-columns:repeat(auto-fill,minmax(min(100%,20rem),1fr))}
li{display:grid}
nav{display:flex;flex-wrap:wrap;gap:0 1.25rem}
nav a{padding:.6rem 0}
li button{display:flex;flex-direction:column;justify-content:flex-start}
button{font:inherit;color:inherit;text-align:left;min-height:44px;padding:.8rem 1rem;background:var(--card);border:1px solid var(--line);border-radius:12px;cursor:pointer}
button:hover{border-color:var(--jade);background:var(--jade-soft)}
button b{display:block}
button small{display:block;color:var(--soft);font-size:.9375rem}
button code{font-size:.875rem;color:var(--soft)}
.act{display:inline-block;text-align:center;margin:0 .75rem .75rem 0;padding:.6rem 1.4rem}
.first{background:var(--jade);border-color:var(--jade);color:#fff}
.first:hover{background:#084a40}
:focus-visible{outline:3px solid var(--focus);outline-offset:2px}
`;

const sourceOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** No script, no image, no other address: this one style, and forms that lead back to this house. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  `style-src ${sourceOf(STYLE)}`,
  "form-action 'self'",
  "frame-ancestors 'none'",
  "base-uri 'none'",
].join('; ');

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': CONTENT_SECURITY_POLICY,
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  vary: 'Accept-Language',
} as const;

export interface Page {
  readonly language: Language;
  readonly title: string;
  /** Markup, already escaped. */
  readonly body: string;
  /** Where the same page is in the other language, where it has such an address. */
  readonly otherLanguage?: string;
}

const LANGUAGE_TAG: Record<Language, string> = { zh: 'zh-CN', en: 'en' };
const SWITCH: Record<Language, { tag: string; word: string }> = { zh: { tag: 'en', word: 'English' }, en: { tag: 'zh-CN', word: '中文' } };

/** A whole document in the manner of the product's pages, which are not at hand here. */
export function document({ language, title, body, otherLanguage }: Page): string {
  const { tag, word } = SWITCH[language];
  const link = otherLanguage === undefined ? '' : `<a href="${escaped(otherLanguage)}" lang="${tag}" hreflang="${tag}">${word}</a>`;
  return `<!doctype html>
<html lang="${LANGUAGE_TAG[language]}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)} · 融桥 Rongqiao</title>
<style>${STYLE}</style>
</head>
<body>
<header><strong>融桥 Rongqiao</strong>${link}</header>
<main>
<h1>${escaped(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

export function sendPage(response: ServerResponse, status: number, page: Page): void {
  response.writeHead(status, PAGE_HEADERS).end(document(page));
}
