import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { seal } from '#platform/seal.ts';
import { randomToken } from '#platform/token.ts';
import { maySetPostOffice } from '#notification/policy.ts';

/** One mailbox, to which a plus and a token can be added (RFC 5321 §4.5.3.1.1: 64 characters before the @). */
const address = z
	.string()
	.trim()
	.toLowerCase()
	.max(200, 'reply-address')
	.regex(/^[^@+\s]{1,24}@[^@\s]{3,}$/, 'reply-address')
	.refine((one) => z.email().safeParse(one).success, 'reply-address');

/**
 * Lets members answer our mails, and says where their answers arrive. Opened again, it has a new secret. Returns the secret,
 * which is shown once.
 */
export const openReplyDoor = command(
	z.object({ address }),
	async (ctx, { address: where }): Promise<{ secret: string }> => {
		authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
		requireFresh(ctx.actor);
		const secret = randomToken(40);
		const fresh = {
			secret: seal(ctx.site, 'mail-door', 'reply', secret),
			opened: ctx.now,
			opened_by: memberOf(ctx.actor),
			used: null,
			address: where,
		};
		await ctx.db
			.insertInto('notification.door')
			.values({ name: 'reply', ...fresh })
			.onConflict((conflict) => conflict.column('name').doUpdateSet(fresh))
			.execute();
		ctx.record({ name: 'post-office.set', about: 'post-office', data: { door: 'reply' } });
		return { secret };
	},
);

/** Takes no answers any more, and asks for none. */
export const closeReplyDoor = command(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	await ctx.db.deleteFrom('notification.door').where('name', '=', 'reply').execute();
	ctx.record({ name: 'post-office.set', about: 'post-office', data: { closed: 'reply' } });
});

/** Where answers arrive and how they are brought; `address` is null where none are taken. */
export const readReplyDoor = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const row = await ctx.db
		.selectFrom('notification.door')
		.select(['address', 'used'])
		.where('name', '=', 'reply')
		.executeTakeFirst();
	return { url: `${ctx.site.url}/webhooks/mail/reply`, address: row?.address ?? null, used: row?.used ?? null };
});
