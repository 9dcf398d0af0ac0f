import { parseArgs } from 'node:util';
import { statusAt } from '../shared/domain/parties/invitation.ts';
import { confirmForLoneAdmin, inviteFirstAdmin, PLATFORM_ID, SYSTEM } from '../shared/domain/parties/platform.ts';
import { foundOrganisation } from '../shared/domain/parties/registration.ts';
import { newId, newSecret } from '../shared/runtime/random.ts';
import { sha256Hex } from '../shared/store/artefact-parts.ts';
import type { Commitment, Write } from '../shared/store/commit.ts';
import { invitationChange, invitationWrites } from '../shared/store/invitation-store.ts';
import { openStores, type Stores } from '../shared/store/open-stores.ts';
import { foundingWrites } from '../shared/store/party-store.ts';

type Ports = Pick<Stores, 'organisations' | 'commands'>;

/** `link` is a path of our pages, shown this once; only a hash of its secret is kept. */
export type Outcome =
  | { readonly kind: 'invited'; readonly founded: boolean; readonly link: string; readonly expiresAt: string }
  | { readonly kind: 'confirmed' }
  /** `waiting`: the invitations that could be confirmed, where that is what is left to do. */
  | { readonly kind: 'refused'; readonly why: keyof typeof REFUSALS; readonly waiting?: readonly Waiting[] };
type Waiting = { readonly id: string; readonly roles: readonly string[]; readonly createdBy: string; readonly createdAt: string };

const REFUSALS = {
  'name-needed': '还没有平台：用 --name 说出它的名称 there is no platform yet: say with --name what it is called',
  'has-owner':
    '平台已有管理员：由其发送邀请，再用 --confirm <邀请编号> 确认 there is an admin, who invites the next; confirm that with --confirm <id of the invitation>',
  'has-admins': '已有两位管理员：由一位邀请，另一位确认 there are two admins: one invites, the other confirms',
  'not-found': '没有这个邀请 there is no such invitation',
  'invitation-closed': '这个邀请不在等待确认 this invitation does not wait for anybody',
  'same-person': '不能确认自己发出的邀请 nobody confirms an invitation of their own',
} as const;

const ATTEMPTS = 3;
const refused = (why: keyof typeof REFUSALS) => ({ kind: 'refused', why }) as const;
const waitingIn = (file: Platform, at: string): Waiting[] =>
  (file?.invitations ?? [])
    .filter((invitation) => statusAt(invitation, at) === 'awaiting-confirmation')
    .map(({ id, roles, createdBy, createdAt }) => ({ id, roles, createdBy, createdAt }));

/** The platform as it comes to be. */
function founding(name: string, at: string): readonly Write[] {
  const founded = foundOrganisation({ kind: 'platform', name, uscc: null, divisionCode: null }, SYSTEM, PLATFORM_ID, at);
  if (!founded.ok) throw new Error(`the platform cannot be called ${JSON.stringify(name)}`);
  return foundingWrites(founded.value.organisation, [], founded.value.profile);
}

const entryOf = (action: string, at: string, changed: Commitment['entry']['changed']): Commitment['entry'] => ({
  aggregate: { kind: 'organisation', id: PLATFORM_ID },
  action,
  at,
  by: { personId: SYSTEM.personId, role: 'system', organisationId: null },
  changed,
  reason: 'npm run invite-admin',
});

/** What was decided on the platform as it stands, committed in one transaction with its audit entry; anew where others were faster. */
async function commitOnce({ organisations, commands }: Ports, decide: (file: Platform) => Decided | Outcome): Promise<Outcome> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const file = await organisations.readOrganisation(PLATFORM_ID);
    const decided = decide(file);
    if ('kind' in decided) return decided;
    const { outcome, ...commitment } = decided;
    if ((await commands.commit({ ...commitment, head: file?.head })).kind === 'committed') return outcome;
  }
  throw new Error('others wrote to the platform at the same time, more often than this was tried; run it again');
}
type Platform = Awaited<ReturnType<Ports['organisations']['readOrganisation']>>;
type Decided = Pick<Commitment, 'writes' | 'entry'> & { readonly outcome: Outcome };

/**
 * Founds the platform where there is none, and makes the link for its first admin; each takes the place of one that nobody used.
 * @param name what the platform is called; only needed where there is none yet
 */
export const inviteFirst = (stores: Ports, name: string | undefined, now: Date): Promise<Outcome> =>
  commitOnce(stores, (file) => {
    const at = now.toISOString();
    const secret = newSecret();
    const token = { id: newId(), tokenHash: sha256Hex(secret) };
    const made = inviteFirstAdmin(file ?? { members: [], invitations: [] }, at, token);
    if (!made.ok) return { ...refused(made.refusal.code), waiting: waitingIn(file, at) };
    if (!file && name === undefined) return refused('name-needed');
    const { invitation, superseded } = made.value;
    const invited = { invitation: invitation.id, roles: invitation.roles };
    const founds = !file && name !== undefined;
    return {
      writes: [
        ...(founds ? founding(name, at) : []),
        ...invitationWrites(PLATFORM_ID, invitation),
        ...superseded.map((one) => invitationChange(PLATFORM_ID, one)),
      ],
      entry: founds ? entryOf('organisation.admit', at, { kind: 'platform', name, ...invited }) : entryOf('member.invite', at, invited),
      outcome: { kind: 'invited', founded: founds, link: `/invitations#${secret}`, expiresAt: invitation.expiresAt },
    };
  });

/** Lets an invitation of the only admin count; see `shared/domain/parties/platform.ts`. */
export const confirmSecond = (stores: Ports, invitationId: string, now: Date): Promise<Outcome> =>
  commitOnce(stores, (file) => {
    const at = now.toISOString();
    const confirmed = file ? confirmForLoneAdmin(file, invitationId, at) : undefined;
    if (!confirmed?.ok) return refused(confirmed?.refusal.code ?? 'name-needed');
    const { id: invitation, status } = confirmed.value;
    return {
      writes: [invitationChange(PLATFORM_ID, confirmed.value)],
      entry: entryOf('invitation.confirm', at, { invitation, status }),
      outcome: { kind: 'confirmed' },
    };
  });

const end = (line: string): never => {
  console.error(line);
  process.exit(1);
};

const NAME = /^[^\p{C}]{2,100}$/u;

// On its own, with credentials in the environment: `MAIN_TABLE=… JOURNAL_TABLE=… AWS_REGION=… node infra/invite-admin.ts --name …`.
if (import.meta.main) {
  const { MAIN_TABLE = '', JOURNAL_TABLE = '', AWS_REGION = '', DYNAMODB_ENDPOINT, PUBLIC_ORIGIN = '' } = process.env;
  const { name, confirm } = parseArgs({ options: { name: { type: 'string' }, confirm: { type: 'string' } } }).values;
  if (!MAIN_TABLE || !JOURNAL_TABLE || !AWS_REGION) end('MAIN_TABLE, JOURNAL_TABLE and AWS_REGION say which platform');
  if (name !== undefined && !NAME.test(name.trim())) end('--name 应为 2 到 100 个字符 must have 2 to 100 characters');
  const stores = openStores({ MAIN_TABLE, JOURNAL_TABLE, AWS_REGION, DYNAMODB_ENDPOINT });
  const now = new Date();
  const done = confirm === undefined ? await inviteFirst(stores, name?.trim(), now) : await confirmSecond(stores, confirm, now);
  if (done.kind === 'refused') {
    const waiting = (done.waiting ?? []).map(
      ({ id, roles, createdBy, createdAt }) => `  ${id}  ${roles.join(' ')}  ${createdBy}  ${createdAt}`,
    );
    end([REFUSALS[done.why], ...waiting].join('\n'));
  }
  if (done.kind === 'confirmed') console.error('邀请已确认，可以使用 the invitation counts now');
  if (done.kind === 'invited') {
    if (done.founded) console.error(`平台已建立 the platform is founded: ${name?.trim()}`);
    console.error(`管理员的链接，一次有效，到期 link for the admin, good once until ${done.expiresAt}:`);
    console.log(`${PUBLIC_ORIGIN}${done.link}`);
  }
}
