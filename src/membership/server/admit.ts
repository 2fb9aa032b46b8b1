import type { Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { digest } from '#platform/token.ts';
import { applicantAsked, invitationUsed, roleChanged } from '#membership/events.ts';
import { memberThing } from '#membership/member.ts';
import { isRole } from '#membership/joining.ts';
import { closeSessions } from '#membership/server/begin-session.ts';
import { insertMember } from '#membership/server/insert-member.ts';
import { keepJoiningAnswers } from '#membership/server/joining-answers.ts';
import { noteJoining, noteMarketing, type Saying } from '#membership/server/note-consent.ts';

/** Somebody who has proved an address and wants to become a member. */
export interface Joiner {
	name: string;
	email: string;
	cameByLink?: number | null | undefined;
	cameTo?: string | null | undefined;
	heardFrom?: string | null | undefined;
	visitor?: string | null | undefined;
	news: boolean;
	/** What the house asks of whoever joins, as its form holds it; checked already. */
	answers?: Record<string, string> | undefined;
	/** The word of an invitation, where they hold one. */
	invitation?: string | null | undefined;
}

/** Why somebody who proved their address is not in: they wait, or nobody invited them. */
export type NotIn = 'join.waiting' | 'join.by-invitation';

/**
 * The one door by which people become members by themselves, whatever way they proved their address: open, by an invitation,
 * or by being let in. Returns the new member, or why they are not one. Inside the running command; throws Problem
 * `invitation.expired` (410) and `invitation.other-address` (403).
 */
export async function admit(ctx: Ctx, joiner: Joiner, saying: Saying): Promise<{ id: number } | NotIn> {
	const invited = joiner.invitation ? await useInvitation(ctx, joiner.invitation, joiner.email) : null;
	if (!invited) {
		const { joining } = await ctx.db.selectFrom('membership.door').select('joining').executeTakeFirstOrThrow();
		if (joining === 'invitation') return 'join.by-invitation';
		if (joining === 'approval') {
			await wait(ctx, joiner, saying);
			return 'join.waiting';
		}
	}
	const role = invited?.role ?? 'member';
	const member = await insertMember(ctx, { ...joiner, role, locale: ctx.locale, joined: ctx.now });
	await noteJoining(ctx, member.id, saying);
	await keepJoiningAnswers(ctx, member.id, joiner.answers ?? {});
	if (joiner.news) await noteMarketing(ctx, member.id, { mail: true }, saying);
	// Whoever waited is in; nobody has to let them in any more.
	await ctx.db.deleteFrom('membership.applicant').where('email', '=', joiner.email).execute();
	if (invited) await noteUse(ctx, invited.id, member.id);
	return member;
}

/** A member follows an invitation to work here: they are trusted with more, never with less. */
export async function promote(
	ctx: Ctx,
	member: { id: number; role: string },
	token: string,
	email: string,
): Promise<void> {
	const invited = await useInvitation(ctx, token, email);
	if (member.role === 'member' && invited.role !== 'member') {
		await ctx.db.updateTable('membership.member').set({ role: invited.role }).where('id', '=', member.id).execute();
		await closeSessions(ctx, member.id);
		ctx.record({
			name: roleChanged,
			about: memberThing(member.id),
			data: { member: member.id, from: member.role, to: invited.role },
		});
	}
	await noteUse(ctx, invited.id, member.id);
}

/** An invitation that holds, kept for this command alone. Whoever made it must still be allowed to. */
async function useInvitation(ctx: Ctx, token: string, email: string): Promise<{ id: number; role: Role }> {
	const found = await ctx.db
		.selectFrom('membership.invitation as i')
		.leftJoin('membership.member as m', 'm.id', 'i.made_by')
		.select(['i.id', 'i.email', 'i.role', 'i.made_by', 'm.role as maker', 'm.suspended', 'm.erased'])
		.where('i.digest', '=', digest(token))
		.where('i.expires', '>', ctx.now)
		.where('i.used', 'is', null)
		.where('i.revoked', 'is', null)
		.forUpdate('i')
		.executeTakeFirst();
	const trusted =
		found &&
		(found.made_by === null
			? found.role === 'member'
			: !found.suspended && !found.erased && mayStillInvite(found.maker ?? '', found.role));
	if (!found || !trusted || !isRole(found.role)) throw new Problem('invitation.expired', 410);
	if (found.email !== null && found.email.toLowerCase() !== email) throw new Problem('invitation.other-address', 403);
	return { id: found.id, role: found.role };
}

const mayStillInvite = (maker: string, role: string): boolean =>
	maker === 'owner' || (role === 'member' && ['moderator', 'editor'].includes(maker));

async function noteUse(ctx: Ctx, invitation: number, member: number): Promise<void> {
	await ctx.db
		.updateTable('membership.invitation')
		.set({ used: ctx.now, used_by: member })
		.where('id', '=', invitation)
		.execute();
	ctx.record({ name: invitationUsed, about: ['joining', memberThing(member)], data: { invitation, member } });
}

/** Notes that somebody waits; whoever asks again while they wait waits once. */
async function wait(ctx: Ctx, joiner: Joiner, saying: Saying): Promise<void> {
	const row = {
		name: joiner.name,
		locale: ctx.locale,
		came_by_link: joiner.cameByLink ?? null,
		came_to: joiner.cameTo ?? null,
		heard_from: joiner.heardFrom ?? null,
		news: joiner.news,
		notice: saying.shown ?? null,
		place: saying.place,
		answers: joiner.answers ?? {},
	};
	const made = await ctx.db
		.insertInto('membership.applicant')
		.values({ email: joiner.email, ...row, asked: ctx.now })
		.onConflict((conflict) => conflict.column('email').where('refused', 'is', null).doNothing())
		.returning('id')
		.executeTakeFirst();
	if (made) ctx.record({ name: applicantAsked, about: 'joining', data: { applicant: made.id } });
}
