import { z } from 'zod';
import { authorize, memberOf, requireFresh } from '#platform/actor.ts';
import { command, query } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { seal } from '#platform/seal.ts';
import { randomToken } from '#platform/token.ts';
import { doors, topicArn } from '#notification/door.ts';
import { maySetPostOffice } from '#notification/policy.ts';

export const OpenDoor = z.object({
	name: z.enum(doors),
	/** Mailgun's own signing key, the name (ARN) of the topic of Amazon SNS; the other door gets a secret of ours. */
	secret: z.string().trim().max(400).default(''),
});

/**
 * Opens a door for reports, or gives it a new secret; the old one is then worth nothing. Returns the secret where it is
 * ours: it is shown once.
 */
export const openDoor = command(OpenDoor, async (ctx, { name, secret: given }): Promise<{ secret: string | null }> => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	requireFresh(ctx.actor);
	if (name === 'mailgun' && given.length < 16) throw invalidInput([{ path: 'secret', key: 'too-short' }]);
	if (name === 'ses' && !topicArn.test(given)) throw invalidInput([{ path: 'secret', key: 'topic' }]);
	const own = name === 'report';
	const secret = own ? randomToken(40) : given;
	const fresh = {
		secret: seal(ctx.site, 'mail-door', name, secret),
		opened: ctx.now,
		opened_by: memberOf(ctx.actor),
		used: null,
	};
	await ctx.db
		.insertInto('notification.door')
		.values({ name, ...fresh })
		.onConflict((conflict) => conflict.column('name').doUpdateSet(fresh))
		.execute();
	ctx.record({ name: 'post-office.set', about: 'post-office', data: { door: name } });
	return { secret: own ? secret : null };
});

/** Closes a door: nothing that comes there is believed. */
export const closeDoor = command(z.object({ name: z.enum(doors) }), async (ctx, { name }) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	await ctx.db.deleteFrom('notification.door').where('name', '=', name).execute();
	ctx.record({ name: 'post-office.set', about: 'post-office', data: { closed: name } });
});

/** Every door, open or not, and where it is. */
export const listDoors = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'post-office.set', maySetPostOffice, null);
	const rows = await ctx.db.selectFrom('notification.door').select(['name', 'opened', 'used']).execute();
	return doors.map((name) => {
		const row = rows.find((one) => one.name === name);
		return {
			name,
			url: `${ctx.site.url}/webhooks/mail/${name}`,
			opened: row?.opened ?? null,
			used: row?.used ?? null,
		};
	});
});
