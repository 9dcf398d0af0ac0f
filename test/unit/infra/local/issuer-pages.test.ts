import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { errorPage, signOutPage } from '../../../../infra/local/issuer/other-pages.ts';
import { document, PAGE_HEADERS } from '../../../../infra/local/issuer/page.ts';
import { GROUPS, readPeople } from '../../../../infra/local/issuer/people.ts';
import { signInPage } from '../../../../infra/local/issuer/sign-in-page.ts';

const people = readPeople();
/** The demo people by their ids, which others rely on. */
const PROMISED = `startup-owner startup-preparer startup-other bank-officer bank-other vc-partner guarantor-officer reguarantee-officer
  fund-manager guidance-officer community-operator carrier-operator scitech-officer finance-reviewer finance-approver finance-payer expert-1
  expert-2 expert-3 joint-office auditor admin intake-officer notice-officer finance-reviewer-2 finance-approver-2 finance-payer-2
  appeal-reviewer bank-approver training-provider mentor person-applicant finance-other-region`.split(/\s+/);

describe('the demo people', () => {
  it('are all those promised, each a natural person of their own', () => {
    expect(people.map(({ id }) => id)).toEqual(expect.arrayContaining(PROMISED));
    expect(new Set(people.map(({ personKey }) => personKey)).size).toBe(people.length);
  });

  it('keep their person keys from one start to the next', () => {
    expect(readPeople()).toEqual(people);
  });
});

describe.each(['zh', 'en'] as const)('the sign-in page (%s)', (language) => {
  const html = document(signInPage(people, language));

  it('has a button for each person that says what one can try, under the heading of a group', () => {
    expect([...html.matchAll(/<button name="person" value="([\w-]+)">/g)].map(([, id]) => id).sort()).toEqual(
      people.map(({ id }) => id).sort(),
    );
    for (const { tries } of people) expect(html).toContain(`<small>${tries[language].replaceAll('&', '&amp;')}`);
    for (const [id, group] of Object.entries(GROUPS)) {
      expect(html).toContain(`<h2 id="${id}">${group[language]}</h2>`);
      expect(html).toContain(`<a href="#${id}">${group[language]}</a>`);
    }
  });

  it('is written in one language and offers the other', () => {
    expect(html).toContain(`<html lang="${language === 'zh' ? 'zh-CN' : 'en'}">`);
    expect(html).toContain(`href="?lang=${language === 'zh' ? 'en' : 'zh'}"`);
  });

  it('works without script, and fits a phone', () => {
    expect(html).not.toMatch(/<script|javascript:| on\w+=/i);
    expect(html).toContain('content="width=device-width, initial-scale=1"');
  });
});

describe('every page of the issuer', () => {
  const pages = [
    signInPage(people, 'zh'),
    signOutPage('<form id="op.logoutForm" method="post" action="/oidc/session/end/confirm"></form>', 'en'),
    errorPage('invalid_request', 'http://127.0.0.1:3000', 'zh'),
  ].map(document);

  it.each(pages)('loads nothing from anywhere', (html) => {
    expect(html).not.toMatch(/\b(src|srcset|@import|url\()/i);
    expect([...html.matchAll(/https?:\/\/[^"'\s<]+/g)].map(([url]) => new URL(url as string).hostname)).toEqual(
      html.includes('invalid_request') ? ['127.0.0.1'] : [],
    );
  });

  it.each(pages)('has the one style that its policy allows, and no other inline style', (html) => {
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(html) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    expect(PAGE_HEADERS['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
    expect(html).not.toMatch(/ style="/);
    expect(PAGE_HEADERS['content-security-policy']).toMatch(/^default-src 'none'; .*frame-ancestors 'none'/);
  });

  it('escapes what it is given', () => {
    const hostile = '"><img src=x onerror=alert(1)>';
    const person = {
      id: hostile,
      name: { zh: hostile, en: hostile },
      tries: { zh: hostile, en: hostile },
      group: 'office',
      personKey: 'k',
    } as const;
    for (const html of [document(signInPage([person], 'zh')), document(errorPage(hostile, hostile, 'en'))])
      expect(html).not.toContain('<img');
  });
});
