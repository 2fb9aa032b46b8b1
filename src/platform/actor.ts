import { Problem } from '#platform/problem.ts';

/** What a person may be trusted with, lowest first. A role may do what every lower role may. */
export const roles = ['member', 'author', 'moderator', 'editor', 'analyst', 'owner'] as const;
export type Role = (typeof roles)[number];

/** Who asks: an unknown visitor, a member (staff are members with a higher role), or the product itself. */
export type Actor =
	| { kind: 'visitor' }
	| {
			kind: 'member';
			member: number;
			name: string;
			handle: string;
			role: Role;
			scopes?: readonly string[];
			/** The role that they hold and may not use before a second proof; `role` is then what is left. */
			withheld?: Role;
			/** Their session's last proof of who they are is older than `freshMinutes`. A token, which is no session, never is. */
			stale?: true;
	  }
	| { kind: 'system' };

/** How many minutes a proof of who somebody is holds for what `requireFresh` guards. */
export const freshMinutes = 15;

export const visitor: Actor = { kind: 'visitor' };
export const system: Actor = { kind: 'system' };

/** The member who asks; null: a visitor, or the product itself. */
export const memberOf = (actor: Actor): number | null => (actor.kind === 'member' ? actor.member : null);

/** True for everybody who works here: every role above member. The system counts as staff. */
export function staff(actor: Actor): boolean {
	return actor.kind === 'system' || (actor.kind === 'member' && actor.role !== 'member');
}

/** True when the actor holds one of these roles. The owner and the system hold all. */
export function holds(actor: Actor, ...wanted: Role[]): boolean {
	if (actor.kind === 'system') return true;
	if (actor.kind === 'visitor') return false;
	return actor.role === 'owner' || wanted.includes(actor.role);
}

/**
 * Refuses unless the policy allows. `action` names the refusal and, for API tokens, the scope that the token must hold.
 * Throws `session.required` (401) to visitors, `permission.denied` (403) to members.
 */
export function authorize<T>(actor: Actor, action: string, may: (actor: Actor, thing: T) => boolean, thing: T): void {
	if (actor.kind === 'member' && actor.scopes && !actor.scopes.includes(action) && !actor.scopes.includes('*')) {
		throw new Problem('token.scope-missing', 403, { scope: action });
	}
	if (may(actor, thing)) return;
	if (actor.kind === 'visitor') throw new Problem('session.required', 401, { action });
	throw new Problem('permission.denied', 403, { action });
}

/**
 * Refuses what a browser that was left open, or a stolen cookie, must not do: whoever asks has to have proved who they are a
 * moment ago. Throws Problem `proof.needed` (403), which a form answers by asking for the proof and going on (`web/prove-again.ts`).
 */
export function requireFresh(actor: Actor): void {
	if (actor.kind === 'member' && actor.stale) throw new Problem('proof.needed', 403, { minutes: freshMinutes });
}
