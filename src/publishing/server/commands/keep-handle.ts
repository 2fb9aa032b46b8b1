import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { everyNetwork } from '#network/known-networks.ts';
import { mentionName } from '#network/mention.ts';
import { handleKept } from '#publishing/events.ts';
import { mayKeepHandles } from '#publishing/policy.ts';

/** Handles that a house may keep. */
const mostHandles = 2_000;

const KeepHandle = z.object({
	name: z.string().trim().min(1, 'missing').pipe(z.string().regex(mentionName, 'not-right')),
	network: z.string().max(40),
	handle: z.string().trim().min(1, 'missing').max(300),
});

/**
 * Keeps what somebody is called on a network; what was kept before is replaced. Throws Problem `network.not-found`, `input.invalid`
 * (`handle: not-right`), `handle.too-many` (409).
 */
export const keepHandle = command(KeepHandle, async (ctx, { name, network, handle: given }) => {
	authorize(ctx.actor, 'handle.keep', mayKeepHandles, null);
	const rule = everyNetwork().find((one) => one.name === network)?.limits.mention;
	if (!rule) throw notFound('network');
	const handle = given.replace(/^[@＠]/u, '');
	if (!new RegExp(`^(?:${rule.handle})$`, 'u').test(handle)) throw invalidInput([{ path: 'handle', key: 'not-right' }]);
	const { rows } = await sql`
		insert into publishing.handle (name, network, handle, kept, kept_by)
		select coalesce((select min(known.name) from publishing.handle as known where lower(known.name) = lower(${name})), ${name}),
			${network}, ${handle}, ${ctx.now}, ${memberOf(ctx.actor)}
		where (select count(*) from publishing.handle) < ${mostHandles}
		on conflict (name, network) do update set handle = excluded.handle, kept = excluded.kept, kept_by = excluded.kept_by
		returning name`.execute(ctx.db);
	if (!rows.length) throw new Problem('handle.too-many', 409, { most: mostHandles });
	ctx.record({ name: handleKept, about: 'handles', data: { name, network } });
	return { name };
});

/** Forgets what somebody is called on a network. Throws Problem `handle.not-found`. */
export const dropHandle = command(
	z.object({ name: z.string().max(60), network: z.string().max(40) }),
	async (ctx, { name, network }) => {
		authorize(ctx.actor, 'handle.keep', mayKeepHandles, null);
		const gone = await ctx.db
			.deleteFrom('publishing.handle')
			.where('name', '=', name)
			.where('network', '=', network)
			.returning('name')
			.executeTakeFirst();
		if (!gone) throw notFound('handle');
		ctx.record({ name: handleKept, about: 'handles', data: { name, network } });
	},
);
