import { memberOf } from '#platform/actor.ts';
import { sql } from 'kysely';
import type { PersonSource, Touch } from '#membership/person-source.ts';
import { collectTalk } from '#community/server/collect-talk.ts';
import { forgetVotes } from '#community/server/forget-votes.ts';
import { mayModerate } from '#community/policy.ts';
import { takePicturesOut } from '#community/server/take-pictures-out.ts';

/** What this module knows of people: what they said and began. Their words stay where others answered them, without their name and their
 * pictures. */
export const communityPerson: PersonSource = {
	name: 'community',
	async touches(ctx, { id }, before, limit) {
		const past = before
			? ctx.sql`and (posted, ('comment:' || id) collate "C") < (${before.time}, ${before.key})`
			: ctx.sql``;
		const role = ctx.actor.kind === 'member' ? ctx.actor.role : ctx.actor.kind === 'system' ? 'owner' : null;
		return ctx.sql<Touch[]>`
			select posted as time, 'comment' as kind, 'comment:' || id as key, left(body_text, 140) as text,
				'/community/comment/' || id as href
			from community.comment
			where author = ${id} and deleted is null and (nameless is null or ${mayModerate(ctx.actor)})
				and not exists (
					select from community.thread t where t.id = comment.thread
						and t.category = any ((select community.closed_to(${memberOf(ctx.actor)}, ${role}))::bigint[])
				) ${past}
			order by posted desc, ('comment:' || id) collate "C" desc limit ${limit}`;
	},
	async *collect(ctx, { id }) {
		const comments = ctx.db
			.selectFrom('community.comment as c')
			.innerJoin('community.thread as t', 't.id', 'c.thread')
			.select([
				'c.id',
				't.title as thread',
				't.path',
				'c.posted',
				'c.edited',
				'c.hidden',
				'c.held',
				'c.deleted',
				'c.nameless',
				'c.stars',
				'c.disclosed',
				'c.body_text as text',
			])
			.where('c.author', '=', id)
			.orderBy('c.id')
			.$castTo<Record<string, unknown> & { id: number }>();
		for (let after = 0; ;) {
			const rows = await comments.where('c.id', '>', after).limit(500).execute();
			for (const row of rows) yield { section: 'comments', row };
			if (rows.length < 500) break;
			after = rows.at(-1)?.id ?? after;
		}
		const versions = await ctx.db
			.selectFrom('community.version as v')
			.innerJoin('community.comment as c', 'c.id', 'v.comment')
			.select(['v.comment', 'v.number', 'v.written', 'v.stars', 'v.disclosed', 'v.body_text as text'])
			.where('c.author', '=', id)
			.where('v.written_by', '=', id)
			.orderBy('v.comment')
			.orderBy('v.number')
			.execute();
		for (const row of versions) yield { section: 'comment-versions', row };
		const drafts = await ctx.db
			.selectFrom('community.draft')
			.select(['thread', 'text', 'quote', 'stars', 'disclosed', 'saved'])
			.where('member', '=', id)
			.orderBy('thread')
			.execute();
		for (const row of drafts) yield { section: 'drafts', row };
		const begun = await ctx.db
			.selectFrom('community.begun')
			.select(['title', 'text', 'tags', 'choices', 'saved'])
			.where('member', '=', id)
			.executeTakeFirst();
		if (begun) yield { section: 'drafts', row: begun };
		const bookmarks = await ctx.db
			.selectFrom('community.bookmark')
			.select(['comment', 'note', 'made', 'remind'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of bookmarks) yield { section: 'bookmarks', row };
		const threads = await ctx.db
			.selectFrom('community.thread')
			.select(['id', 'kind', 'title', 'path', 'opened'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of threads) yield { section: 'threads', row };
		const modest = await ctx.db
			.selectFrom('community.modest')
			.select('since')
			.where('member', '=', id)
			.executeTakeFirst();
		if (modest) yield { section: 'talk', row: { modest: modest.since } };
		const unheard = await ctx.db
			.selectFrom('community.unheard')
			.select(['network', 'name', 'since'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of unheard) yield { section: 'blocked', row };
		yield* collectTalk(ctx, id);
	},
	async forget(ctx, { id }) {
		await ctx.db.deleteFrom('community.held').where('released_by', '=', id).execute();
		await ctx.db.deleteFrom('community.group_call').where('author', '=', id).execute();
		await ctx.db.deleteFrom('community.draft').where('member', '=', id).execute();
		await ctx.db.deleteFrom('community.begun').where('member', '=', id).execute();
		await ctx.db.deleteFrom('community.bookmark').where('member', '=', id).execute();
		await forgetVotes(ctx, id);
		await ctx.db.deleteFrom('community.helper').where('member', '=', id).execute();
		await ctx.db.deleteFrom('community.unheard').where('member', '=', id).execute();
		await ctx.db.deleteFrom('community.modest').where('member', '=', id).execute();
		await ctx.db.updateTable('community.highlight').set({ told_by: null }).where('told_by', '=', id).execute();
		await ctx.db.deleteFrom('community.trust').where('member', '=', id).execute();
		await ctx.db.deleteFrom('community.keeper').where('member', '=', id).execute();
		await ctx.db.updateTable('community.keeper').set({ given_by: null }).where('given_by', '=', id).execute();
		// What they took out of their words is nobody's any more.
		await sql`delete from community.version v using community.comment c where c.id = v.comment and c.author = ${id}`.execute(
			ctx.db,
		);
		await takePicturesOut(ctx, id);
		await ctx.db.updateTable('community.comment').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('community.thread').set({ author: null }).where('author', '=', id).execute();
		// What moderators of the past did stays done; by whom is no longer told.
		for (const column of ['edited_by', 'hidden_by', 'deleted_by'] as const)
			await sql`update community.comment set ${sql.ref(column)} = null where ${sql.ref(column)} = ${id}`.execute(
				ctx.db,
			);
	},
};
