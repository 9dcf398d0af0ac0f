import type { Bilingual } from '../policy/text.ts';
import type { FieldGroupId } from './field-groups.ts';

/** The topics of what a company keeps with us, as they are called. */
export const FIELD_GROUP_WORDS: Readonly<Record<FieldGroupId, Bilingual>> = {
  identity: { zh: '主体与所在地', en: 'Identity and place' },
  standing: { zh: '经营与信用', en: 'Operation and standing' },
  staff: { zh: '职工与招用', en: 'Staff and hiring' },
  finance: { zh: '财务', en: 'Finance' },
  innovation: { zh: '研发与知识产权', en: 'Research and intellectual property' },
  titles: { zh: '资质称号', en: 'Titles' },
  funding: { zh: '融资、补贴与借款', en: 'Funding, subsidies and loans' },
  place: { zh: '众创社区与场地', en: 'Community and premises' },
  incubation: { zh: '载体、活动与辅导', en: 'Incubation, events and mentoring' },
  investing: { zh: '投资机构与基金', en: 'Investors and funds' },
  persons: { zh: '创业者、法定代表人与人才', en: 'Founders, legal representative and talents' },
  contact: { zh: '联系人', en: 'Contact' },
  representative: { zh: '法定代表人证件', en: 'Identity of the legal representative' },
  account: { zh: '银行账户', en: 'Bank account' },
};
