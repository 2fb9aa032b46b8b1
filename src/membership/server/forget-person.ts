import type { Ctx } from '#platform/context/context.ts';
import { forgetMail } from '#platform/mail/forget-mail.ts';
import { addressesOf, type Person } from '#membership/person-source.ts';

/** Tables whose rows belong to the person alone. */
const own = [
	'membership.client_token',
	'membership.client_code',
	'membership.session',
	'membership.held_act',
	'membership.password',
	'membership.passkey',
	'membership.challenge',
	'membership.sign_in_link',
	'membership.token',
	'membership.member_label',
	'membership.segment_member',
	'membership.group_member',
	'membership.remark',
	'membership.identity',
	'membership.provider_account',
	'membership.preference',
	'membership.look',
	'membership.block',
	'membership.field_answer',
] as const;

/**
 * Takes away everything that membership keeps about a person. What stays is a row without a name, so that what others hold
 * on to keeps its place, and the consents, which prove that nothing was done without one.
 */
export async function forgetMembership(ctx: Ctx, person: Person): Promise<void> {
	const { id } = person;
	for (const table of own) await ctx.db.deleteFrom(table).where('member', '=', id).execute();
	await ctx.db.deleteFrom('membership.block').where('blocked', '=', id).execute();
	for (const email of addressesOf(person)) {
		await ctx.db.deleteFrom('membership.code').where('email', '=', email).execute();
		await ctx.db.deleteFrom('membership.invitation').where('email', '=', email).execute();
		await ctx.db.deleteFrom('membership.applicant').where('email', '=', email).execute();
		await ctx.db.deleteFrom('membership.arrival').where('email', '=', email).execute();
		await forgetMail(ctx, email);
	}
}
