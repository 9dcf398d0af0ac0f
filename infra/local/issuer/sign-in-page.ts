import type { Language } from '../../../shared/http/problems.ts';
import { escaped, type Page } from './page.ts';
import { type DemoPerson, GROUP_NAMES, GROUPS } from './people.ts';

const WORDS = {
  zh: {
    title: '以演示人员身份登录',
    lead: '这是本机演示用的登录页，人员和企业均为虚构，不需要密码。选一位，看看这个角色能做什么、不能做什么。',
    groups: '分组',
  },
  en: {
    title: 'Sign in as a demo person',
    lead: 'This sign-in page is for the demo on this machine: people and firms are fictional, and no password is needed. Choose one and see what the role may do, and what not.',
    groups: 'Groups',
  },
} as const;

const button = ({ id, name, tries }: DemoPerson, language: Language): string => {
  const other = language === 'zh' ? name.en : name.zh;
  return (
    `<li><button name="person" value="${escaped(id)}">` +
    `<b>${escaped(name[language])} · ${escaped(other)}</b><small>${escaped(tries[language])}</small><code>${escaped(id)}</code>` +
    '</button></li>'
  );
};

/** The list of demo people: one form whose buttons each send one person's id to the address of the page itself. */
export function signInPage(people: readonly DemoPerson[], language: Language): Page {
  const { title, lead, groups: navigation } = WORDS[language];
  const groups = GROUP_NAMES.filter((group) => people.some((person) => person.group === group));
  const links = groups.map((group) => `<a href="#${group}">${GROUPS[group][language]}</a>`);
  const lists = groups.map((group) => {
    const members = people.filter((person) => person.group === group).map((person) => button(person, language));
    return `<h2 id="${group}">${GROUPS[group][language]}</h2>\n<ul>\n${members.join('\n')}\n</ul>`;
  });
  return {
    language,
    title,
    body: `<p>${lead}</p>\n<nav aria-label="${navigation}">${links.join('\n')}</nav>\n<form method="post">\n${lists.join('\n')}\n</form>`,
    otherLanguage: `?lang=${language === 'zh' ? 'en' : 'zh'}`,
  };
}
