import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { foreignRenamed } from '#community/events.ts';
import { foreignPerson } from '#community/foreign-person.ts';
import { mayBringHome } from '#community/policy.ts';
import { foreignName } from '#community/server/commands/post-foreign-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';

/**
 * Somebody on a network is called otherwise there now, and so above what they said here, and on the lists of those who block them. Whoever asked not to be
 * named stays so. `comments` are theirs: whoever calls knows by more than a name. Safe to run twice.
 */
export const renameForeign = command(
	z.object({ network: z.string().max(40), comments: z.array(z.number().int().positive()), name: foreignName }),
	async (ctx, { network, comments, name }) => {
		authorize(ctx.actor, 'comment.bring-home', mayBringHome, null);
		const { rows } = await sql<{ id: number; subject: string | null; category: number | null }>`
			with renamed as (
				update community.comment set origin_author = ${name}::text
				where id = any(${comments}::bigint[]) and origin_network = ${network}::text and origin_author not in ('', ${name}::text)
				returning thread
			)
			select distinct t.id, t.subject, t.category from renamed join community.thread t on t.id = renamed.thread`.execute(
			ctx.db,
		);
		if (!rows.length) return;
		await ctx.db
			.updateTable('community.unheard')
			.set({ name })
			.where('network', '=', network)
			.where('person', '=', foreignPerson(name))
			.execute();
		for (const thread of rows)
			ctx.record({ name: foreignRenamed, about: aboutThread(thread), data: { thread: thread.id, network } });
	},
);
