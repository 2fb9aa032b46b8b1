import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { federationChanged, federationSwitch } from '#federation/events.ts';
import { mayFederate } from '#federation/policy.ts';
import { tellAgain } from '#federation/server/jobs/tell-again.ts';

export const SwitchFederation = z.object({
	on: z.boolean(),
	/** As in `@name@host`. */
	name: z
		.string()
		.trim()
		.toLowerCase()
		.regex(/^[a-z0-9_]{1,30}$/, 'call-name'),
});

/** Has the house speak to the open network, or not. What is older than the switch is not sent as news. Off, nothing of it answers; followers are kept. */
export const switchFederation = command(SwitchFederation, async (ctx, { on, name }) => {
	authorize(ctx.actor, 'federation.switch', mayFederate, null);
	const known = await ctx.db.selectFrom('federation.setting').selectAll().forUpdate().executeTakeFirstOrThrow();
	await ctx.db
		.updateTable('federation.setting')
		.set({ switched: on ? (known.switched ?? ctx.now) : null, name })
		.execute();
	// What changed meanwhile was told to nobody.
	if (on && !known.switched) ctx.queue(tellAgain, { things: null });
	ctx.record({ name: federationChanged, about: ['federation', federationSwitch], data: { on, name } });
});

const host = z
	.string()
	.trim()
	.toLowerCase()
	.transform((written) => written.replace(/^@/, ''))
	.pipe(
		z
			.string()
			.regex(/^(?:[a-z0-9_.-]{1,60}@)?[a-z0-9-]+(?:\.[a-z0-9-]+)*$/, 'host')
			.max(253, 'too-long'),
	);

/**
 * A server is neither heard nor told from now on, nor any below its name; who followed from there does not. Or one person of it alone,
 * `mei@far.example`. What they said here stays until somebody decides about it. Safe to run twice.
 */
export const blockHost = command(
	z.object({ host, reason: z.string().trim().max(300, 'too-long').default('') }),
	async (ctx, { host: name, reason }) => {
		authorize(ctx.actor, 'federation.block', mayFederate, null);
		if (name === new URL(ctx.site.url).hostname) throw invalidInput([{ path: 'host', key: 'host' }]);
		await ctx.db
			.insertInto('federation.blocked')
			.values({ host: name, reason, blocked: ctx.now, blocked_by: memberOf(ctx.actor) })
			.onConflict((conflict) => conflict.column('host').doUpdateSet({ reason }))
			.execute();
		const followers = await ctx.db.selectFrom('federation.follower').select('address').execute();
		const [server = '', person] = name.split('@').reverse();
		const gone = followers
			.map(({ address }) => address)
			.filter((address) =>
				person
					? new URL(address).hostname === server && callIn(address) === person
					: `.${new URL(address).hostname}`.endsWith(`.${server}`),
			);
		if (person) {
			const said = await ctx.db.selectFrom('federation.said').select('author').distinct().execute();
			const theirs = said
				.map(({ author }) => author)
				.filter((author) => new URL(author).hostname === server && callIn(author) === person);
			if (theirs.length)
				await ctx.db.updateTable('federation.said').set({ inbox: null }).where('author', 'in', theirs).execute();
		}
		if (gone.length) await ctx.db.deleteFrom('federation.follower').where('address', 'in', gone).execute();
		ctx.record({ name: federationChanged, about: 'federation', data: { blocked: name } });
	},
);

/** The name at the end of an actor's address: `/users/mei`, `/@mei`. */
const callIn = (address: string): string => /\/@?([^/]+)\/?$/.exec(new URL(address).pathname)?.[1]?.toLowerCase() ?? '';

export const unblockHost = command(z.object({ host }), async (ctx, { host: name }) => {
	authorize(ctx.actor, 'federation.block', mayFederate, null);
	const row = await ctx.db
		.deleteFrom('federation.blocked')
		.where('host', '=', name)
		.returning('host')
		.executeTakeFirst();
	if (row) ctx.record({ name: federationChanged, about: 'federation', data: { unblocked: name } });
});
