import { sql } from 'kysely';
import type { PersonSource } from '#membership/person-source.ts';
import { knownAs } from '#membership/server/index.ts';

/** What this module knows of people: the posts and links that they made for the house. Those are the house's and stay. */
export const publishingPerson: PersonSource = {
	name: 'publishing',
	async *collect(ctx, { id }) {
		const posts = await ctx.db
			.selectFrom('publishing.post')
			.select(['text', 'queued', 'published', 'external_url'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of posts) yield { section: 'posts', row };
		const drafts = await ctx.db
			.selectFrom('publishing.draft')
			.select(['text', 'hashtags', 'labels', 'created', 'changed'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of drafts) yield { section: 'drafts', row };
		const links = await ctx.db
			.selectFrom('publishing.link')
			.select(['code', 'target', 'label', 'created'])
			.where('author', '=', id)
			.orderBy('id')
			.execute();
		for (const row of links) yield { section: 'links', row };
		// What an ad network was told of them.
		const told = await ctx.db
			.selectFrom('publishing.conversion')
			.select(['network', 'kind', 'occurred', 'told'])
			.where('member', '=', id)
			.orderBy('id')
			.execute();
		for (const row of told) yield { section: 'conversions', row };
	},
	async forget(ctx, { id }) {
		// What they wrote to our accounts, by the names that networks have for them; the inbox handed it over.
		await sql`
			delete from publishing.message m using publishing.account a where a.id = m.account
				and (a.network, m.person) in (select network, person from ${knownAs(id)} known)`.execute(ctx.db);
		await ctx.db.updateTable('publishing.post').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.deleteFrom('publishing.conversion').where('member', '=', id).execute();
		await ctx.db.updateTable('publishing.ad_desk').set({ kept_by: null }).where('kept_by', '=', id).execute();
		await ctx.db.updateTable('publishing.unnamed').set({ by: null }).where('by', '=', id).execute();
		await ctx.db.updateTable('publishing.recurrence').set({ stopped_by: null }).where('stopped_by', '=', id).execute();
		await ctx.db.updateTable('publishing.recurrence').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('publishing.draft').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('publishing.link').set({ author: null }).where('author', '=', id).execute();
		await ctx.db.updateTable('publishing.account').set({ connected_by: null }).where('connected_by', '=', id).execute();
		await ctx.db.updateTable('publishing.campaign').set({ created_by: null }).where('created_by', '=', id).execute();
		await ctx.db.updateTable('publishing.handle').set({ kept_by: null }).where('kept_by', '=', id).execute();
		await ctx.db.updateTable('publishing.variant').set({ cancelled_by: null }).where('cancelled_by', '=', id).execute();
		await ctx.db.updateTable('publishing.amendment').set({ asked_by: null }).where('asked_by', '=', id).execute();
		await ctx.db.updateTable('publishing.post').set({ withdrawn_by: null }).where('withdrawn_by', '=', id).execute();
		await ctx.db.updateTable('publishing.review').set({ reviewed_by: null }).where('reviewed_by', '=', id).execute();
		await ctx.db.updateTable('publishing.house_rule').set({ set_by: null }).where('set_by', '=', id).execute();
		await ctx.db.updateTable('publishing.pause').set({ paused_by: null }).where('paused_by', '=', id).execute();
		await ctx.db.updateTable('publishing.pause').set({ resumed_by: null }).where('resumed_by', '=', id).execute();
	},
};
