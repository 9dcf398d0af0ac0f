import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { me } from '../../../shared/contracts/sessions.ts';
import { AUDIENCE, CLIENT_ID } from '../../local/issuer/access-token.ts';
import { SIGNING_ALGORITHM } from '../../local/issuer/signing-key.ts';
import { expectRefusal, read } from '../expect.ts';
import type { Stage, Step } from '../stage.ts';
import { demo } from './story.ts';

interface Wrong {
  readonly zh: string;
  readonly en: string;
  readonly typ?: string;
  readonly audience?: string;
  /** Seconds since it was issued; each is good for an hour. */
  readonly age?: number;
  /** Signed with a key of the forger's own, which the header offers. */
  readonly forged?: true;
}

/** Tokens that are right but for one thing. */
const WRONG_TOKENS: readonly Wrong[] = [
  { zh: '过期的令牌', en: 'expired', age: 7200 },
  { zh: '给别的接口的令牌', en: 'for another audience', audience: 'another-api' },
  { zh: '登录用的 ID 令牌', en: 'an ID token', typ: 'JWT', audience: CLIENT_ID },
  { zh: '别人的密钥签的令牌', en: 'signed with a foreign key', forged: true },
];

async function wrongToken({ tokens }: Stage, { typ = 'at+jwt', audience = AUDIENCE, age = 0, forged }: Wrong): Promise<string> {
  const { issuer, key } = await tokens.open();
  const foreign = forged && (await generateKeyPair(SIGNING_ALGORITHM, { extractable: true }));
  const jwk = foreign && (await exportJWK(foreign.publicKey));
  const issuedAt = Math.floor(tokens.now().getTime() / 1000) - age;
  return new SignJWT({ name: '窦示例', client_id: CLIENT_ID })
    .setProtectedHeader({ alg: SIGNING_ALGORITHM, typ, kid: jwk ? await calculateJwkThumbprint(jwk) : key.kid, ...(jwk && { jwk }) })
    .setSubject('admin')
    .setIssuer(issuer)
    .setAudience(audience)
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + 3600)
    .sign(foreign ? foreign.privateKey : await importJWK(key, SIGNING_ALGORITHM));
}

export const signInSteps = (): readonly Step[] => [
  {
    zh: '我是谁？每个人看到自己、自己的机构和角色。',
    en: 'Who am I? Everybody sees themselves, their organisations and their roles.',
    async play(stage) {
      for (const [id, role] of [
        ['startup-owner', 'signatory'],
        ['bank-officer', 'bank-officer'],
        ['scitech-officer', 'scitech-officer'],
        ['admin', 'admin'],
      ] as const) {
        const { person, organisations } = read(await demo(stage, id).get('/v1/me'), me);
        const place = organisations.find(({ roles }) => roles.includes(role));
        stage.insist(
          person.id === id && place !== undefined,
          `${person.name}：${place?.name ?? '没有示例数据？ without example data?'} ${place?.roles.join(' ') ?? ''}`,
        );
      }
    },
  },
  {
    zh: '没有登录、令牌不对：什么也看不到。',
    en: 'Not signed in, or with a token that is wrong in one respect: nothing is shown.',
    async play(stage) {
      expectRefusal(stage, await stage.ask('GET', '/v1/me'), 401, 'not-signed-in');
      for (const wrong of WRONG_TOKENS) {
        const caller = stage.holding(await wrongToken(stage, wrong), `${wrong.zh} ${wrong.en}`);
        expectRefusal(stage, await caller.get('/v1/me'), 401, 'invalid-token');
      }
      const cut = (await stage.tokens.tokenOf({ id: 'admin', name: { zh: '', en: '' }, personKey: '' })).replace(/[^.]*$/u, '');
      expectRefusal(stage, await stage.holding(cut, '没有签名 unsigned').get('/v1/me'), 401, 'invalid-token');
    },
  },
];
