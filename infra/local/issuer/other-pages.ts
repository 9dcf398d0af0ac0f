import type { Language } from '../../../shared/http/problems.ts';
import { escaped, type Page } from './page.ts';

/** Asks whether the sign-in at the issuer is to end too. `form` comes from the provider and has the id the buttons name. */
export function signOutPage(form: string, language: Language): Page {
  const words = {
    zh: {
      title: '已退出融桥',
      lead: '要同时退出本机的演示登录吗？不退出的话，下次登录不会再让您选择人员。',
      yes: '退出，换一位登录',
      no: '保持登录',
    },
    en: {
      title: 'You are signed out of Rongqiao',
      lead: 'End the demo sign-in on this machine too? If not, the next sign-in will not ask you to choose a person.',
      yes: 'End it, and choose anew',
      no: 'Keep it',
    },
  }[language];
  const body =
    `<p>${words.lead}</p>\n${form}\n` +
    `<button class="act first" form="op.logoutForm" name="logout" value="yes">${words.yes}</button>` +
    `<button class="act" form="op.logoutForm">${words.no}</button>`;
  return { language, title: words.title, body };
}

/** What an OAuth error means to the person before the screen; the code itself is for whoever looks into it. */
export function errorPage(code: string, home: string, language: Language): Page {
  const words = {
    zh: { title: '这次登录没有完成', lead: '登录页已过期，或链接不完整。请回到首页重新登录。', home: '回到首页' },
    en: {
      title: 'This sign-in did not come to its end',
      lead: 'The page has expired, or the link is not whole. Go back to the start and sign in again.',
      home: 'Back to the start',
    },
  }[language];
  const body = `<p>${words.lead}</p>\n<p><a href="${escaped(home)}">${words.home}</a></p>\n<p><code>${escaped(code)}</code></p>`;
  return { language, title: words.title, body };
}
