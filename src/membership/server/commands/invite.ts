import { z } from 'zod';
import { authorize, memberOf, requireFresh, roles } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { sendMail } from '#platform/mail/send-mail.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { invitationMade, invitationRevoked } from '#membership/events.ts';
import { invitationPath, longestInvitation } from '#membership/joining.ts';
import { emailOrNone } from '#membership/email.ts';
import { membershipText } from '#membership/messages/index.ts';
import { mayInvite } from '#membership/policy.ts';
import { houseName } from '#membership/server/notice.ts';

/** Invitations of one day: by all of the house, and to one address. */
const mostADay = 200;
const mostToOne = 3;

export const Invite = z.object({
	/** Empty: a link for whoever holds it, to be a member. */
	email: emailOrNone.prefault(''),
	role: z.enum(roles).default('member'),
	days: z.coerce.number().int().min(1, 'days').max(60, 'days').default(7),
	/** The link is mailed too. */
	mail: z
		.union([z.boolean(), z.string().max(10)])
		.transform((mail) => mail === true || mail === 'yes')
		.default(false),
});

/**
 * Invites somebody, once. Returns the link, which is shown this one time; it can be mailed as well. Whoever is to work here is
 * named by an address, and has to prove it. Throws Problem `invitation.too-many` (429).
 */
export const invite = command(
	Invite,
	async (ctx, { email, role, days, mail }): Promise<{ id: number; link: string }> => {
		authorize(ctx.actor, 'invitation.make', mayInvite, { role });
		if (role !== 'member') requireFresh(ctx.actor);
		if (!email && role !== 'member') throw invalidInput([{ path: 'email', key: 'missing' }]);
		await checkCaps(ctx, email);
		const token = randomToken(26);
		const link = ctx.site.url + invitationPath(token);
		const expires = new Date(ctx.now.getTime() + Math.min(days, longestInvitation(role)) * 86_400_000);
		const { id } = await ctx.db
			.insertInto('membership.invitation')
			.values({ digest: digest(token), email, role, made: ctx.now, made_by: memberOf(ctx.actor), expires })
			.returning('id')
			.executeTakeFirstOrThrow();
		ctx.record({ name: invitationMade, about: 'joining', data: { invitation: id, role } });
		if (mail && email) await mailInvitation(ctx, { email, role, link, expires });
		return { id, link };
	},
);

/** An invitation opens nothing from now on. Safe to repeat; what was used stays used. */
export const revokeInvitation = command(
	z.object({ invitation: z.coerce.number().int().positive() }),
	async (ctx, { invitation }) => {
		const found = await ctx.db
			.selectFrom('membership.invitation')
			.select(['role', 'used', 'revoked'])
			.where('id', '=', invitation)
			.forUpdate()
			.executeTakeFirst();
		authorize(ctx.actor, 'invitation.make', mayInvite, { role: found?.role ?? 'member' });
		if (!found) throw notFound('invitation');
		if (found.used || found.revoked) return;
		await ctx.db
			.updateTable('membership.invitation')
			.set({ revoked: ctx.now, revoked_by: memberOf(ctx.actor) })
			.where('id', '=', invitation)
			.execute();
		ctx.record({ name: invitationRevoked, about: 'joining', data: { invitation } });
	},
);

async function checkCaps(ctx: Ctx, email: string | null): Promise<void> {
	const { house, one } = await ctx.db
		.selectFrom('membership.invitation')
		.select(({ fn }) => [
			fn.countAll<number>().as('house'),
			fn.count<number>('id').filterWhere('email', '=', email).as('one'),
		])
		.where('made', '>', new Date(ctx.now.getTime() - 86_400_000))
		.executeTakeFirstOrThrow();
	if (Number(house) >= mostADay || (email && Number(one) >= mostToOne)) throw new Problem('invitation.too-many', 429);
}

async function mailInvitation(
	ctx: Ctx,
	{ email, role, link, expires }: { email: string; role: (typeof roles)[number]; link: string; expires: Date },
): Promise<void> {
	const say = membershipText(ctx.locale);
	const values = {
		brand: await houseName(ctx),
		url: ctx.site.url,
		link,
		role: say(`role.${role}`),
		by: ctx.actor.kind === 'member' ? ctx.actor.name : '',
		day: new Intl.DateTimeFormat(ctx.locale, { dateStyle: 'long', timeZone: 'Asia/Taipei' }).format(expires),
	};
	const kind = role === 'member' ? 'member' : 'staff';
	await sendMail(ctx, {
		to: email,
		subject: say(`mail.invitation.${kind}.subject`, values),
		text: say(`mail.invitation.${kind}.text`, values),
		kind: 'invitation',
	});
}
