import * as commerce from '#commerce/policy.ts';
import * as community from '#community/policy.ts';
import * as content from '#content/policy.ts';
import * as embed from '#embed/policy.ts';
import * as federation from '#federation/policy.ts';
import * as gathering from '#gathering/policy.ts';
import * as inbox from '#inbox/policy.ts';
import * as insight from '#insight/policy.ts';
import * as media from '#media/policy.ts';
import * as membership from '#membership/policy.ts';
import * as message from '#message/policy.ts';
import * as moderation from '#moderation/policy.ts';
import * as notification from '#notification/policy.ts';
import { roles, type Actor, type Role } from '#platform/actor.ts';
import * as publishing from '#publishing/policy.ts';
import * as seo from '#seo/policy.ts';
import * as site from '#site/policy.ts';
import * as transfer from '#transfer/policy.ts';

/** Every policy of the product. */
export const policies: Record<string, Record<string, unknown>> = {
	site,
	content,
	membership,
	community,
	message,
	moderation,
	notification,
	publishing,
	inbox,
	commerce,
	embed,
	federation,
	gathering,
	insight,
	media,
	seo,
	transfer,
};

/** Whether a role may: always, only with what is its own, or not. */
export type Right = 'yes' | 'own' | 'no';

/** One line of the table: an action (`membership.list-members`) and what each role may of it. */
export interface RightRow {
	action: string;
	rights: Record<Role, Right>;
}

type May = (actor: Actor, ...things: unknown[]) => boolean;

const own = 1;
const others = 2;

/** Anything that a policy judges, in its plainest state: here, public to whoever joined, not closed, hidden or published. */
const thing = (owner: number) => ({
	id: owner,
	member: owner,
	author: owner,
	authors: [owner],
	uploader: owner,
	proposed_by: owner,
	role: 'member',
	access: 'members',
	started_by: 'members',
	seen_by: 'members',
	called_by: 'members',
	joined_by: 'anybody',
	inside: false,
	posted: new Date(0),
	published: null,
	closed: null,
	hidden: null,
	deleted: null,
	withdrawn: null,
	barred: false,
	quiet: false,
	admitted: false,
	level: 3,
	from: 1,
	origin_network: null,
	reviewRequired: false,
	version: 1,
	approved_version: null,
});

const as = (role: Role): Actor => ({ kind: 'member', member: own, name: '', handle: '', role });

/** The name of a policy as an action: `mayListMembers` of membership is `membership.list-members`. */
export const actionOf = (module: string, policy: string): string =>
	`${module}.${policy.slice(3).replace(/[A-Z]/g, (letter, at: number) => (at ? '-' : '') + letter.toLowerCase())}`;

/**
 * What every role may, asked of the policies themselves: nobody writes this table, so it is never out of date. What only the
 * product itself may do is left out.
 */
export function rightTable(): RightRow[] {
	return Object.entries(policies).flatMap(([module, policy]) =>
		Object.entries(policy)
			.filter(([name, may]) => /^may[A-Z]/.test(name) && typeof may === 'function' && may.length > 0)
			.map(([name, may]) => ({ action: actionOf(module, name), rights: rightsOf(may as May) }))
			.filter(({ rights }) => roles.some((role) => rights[role] !== 'no')),
	);
}

function rightsOf(may: May): Record<Role, Right> {
	const judge = (role: Role, owner: number): boolean =>
		may(as(role), thing(owner), thing(others), new Date(0)) === true;
	return Object.fromEntries(
		roles.map((role) => [role, judge(role, others) ? 'yes' : judge(role, own) ? 'own' : 'no']),
	) as Record<Role, Right>;
}
