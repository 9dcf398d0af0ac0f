import { me, sessionList, signedOut, signInQuery } from '../sessions.ts';
import type { Operation } from './operation.ts';

/** Signing in and out, and what one sees of oneself. */
export const SESSION_OPERATIONS: readonly Operation[] = [
  {
    route: 'GET /v1/auth/sign-in',
    id: 'signIn',
    summary: {
      zh: '登录：浏览器转到登录服务，之后回到 returnTo',
      en: 'Sign in: the browser goes to the issuer, and then to `returnTo`',
    },
    query: signInQuery,
    status: 303,
    refusals: [400, 503],
  },
  {
    route: 'GET /v1/auth/callback',
    id: 'finishSignIn',
    summary: {
      zh: '登录服务把浏览器送回这里；会话从此开始，令牌不交给浏览器',
      en: 'Where the issuer sends the browser back to; the session begins here, and no token reaches the browser',
    },
    status: 303,
    refusals: [400, 503],
  },
  {
    route: 'POST /v1/auth/sign-out',
    id: 'signOut',
    summary: {
      zh: '退出：会话立即结束，浏览器再转到 continueAt 退出登录服务',
      en: 'Sign out: the session ends at once, and the browser goes on to `continueAt` to sign out at the issuer',
    },
    answer: signedOut,
    refusals: [403],
  },
  {
    route: 'GET /v1/me',
    id: 'getMe',
    summary: { zh: '我是谁，在哪些机构担任什么角色', en: 'Who I am, and where in which roles' },
    answer: me,
  },
  {
    route: 'GET /v1/sessions',
    id: 'listSessions',
    summary: { zh: '我的会话', en: 'My sessions' },
    answer: sessionList,
  },
  {
    route: 'DELETE /v1/sessions/{sessionId}',
    id: 'endSession',
    summary: {
      zh: '结束我的一个会话；others 表示除当前会话外的全部',
      en: 'End one of my sessions; `others` ends all but the one that asks',
    },
    status: 204,
  },
];
