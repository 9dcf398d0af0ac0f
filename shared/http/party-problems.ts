import type { Problems } from './problem-tables.ts';
import { PROBLEMS } from './problems.ts';

/** The refusals of organisations, their members, invitations and stand-ins: for the function that serves them alone. */
export const PARTY_PROBLEMS = {
  ...PROBLEMS,
  'code-not-awaiting': { status: 409, zh: '这个代码不需要确认', en: 'This code does not wait for confirmation' },
  'code-differs': { status: 422, zh: '与登记的统一社会信用代码不一致', en: 'It is not the credit code that was registered' },
  'fixed-by-admission': {
    status: 409,
    zh: '准入机构的名称和地区由平台确定，不能自行修改',
    en: 'Name and region of an admitted organisation are fixed by its admission',
  },
  'last-owner': {
    status: 409,
    zh: '至少要有一位负责人：请先转让或增加负责人',
    en: 'Somebody must look after the members: transfer the ownership or add an owner first',
  },
  'second-person-needed': {
    status: 409,
    zh: '公共机构增加角色须经第二人确认：请发送邀请，由第二人确认后生效',
    en: 'In a public body a second person confirms every new role: send an invitation, which counts once confirmed',
  },
  'has-owner': {
    status: 409,
    zh: '机构已有负责人，由负责人邀请成员',
    en: 'Somebody looks after the members already, and invites them',
  },
  'already-member': { status: 409, zh: '您已经是成员，并已有这些角色', en: 'You are a member already and hold these roles' },
  'too-many-members': {
    status: 409,
    zh: '成员或邀请太多（各最多 40）',
    en: 'There are too many members or invitations: 40 of each at most',
  },
  'invitation-used': { status: 409, zh: '这个邀请已被使用', en: 'This invitation has been used' },
  'invitation-unconfirmed': {
    status: 409,
    zh: '这个邀请还在等待第二人确认',
    en: 'This invitation still waits for a second person to confirm it',
  },
  'invitation-closed': {
    status: 409,
    zh: '这个邀请已确认、已撤回或已过期',
    en: 'This invitation has been confirmed, withdrawn or has expired',
  },
  'delegation-overlaps': {
    status: 409,
    zh: '这些日子里该角色已有人代理',
    en: 'Somebody stands in for this role on some of these days already',
  },
  'delegation-closed': {
    status: 409,
    zh: '这项代理不在可以这样处理的状态',
    en: 'This delegation is not, or no longer, in a state that allows this',
  },
  'unfit-delegation': { status: 422, zh: '代理安排不符合规定', en: 'The delegation is not as the rules have it' },
  'unfit-roles': {
    status: 422,
    zh: '角色或期限不符合规定',
    en: 'The roles or their end are not as the rules have them',
  },
} as const satisfies Problems;
export type PartyProblemCode = keyof typeof PARTY_PROBLEMS;
