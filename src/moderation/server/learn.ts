import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { Document } from '#platform/document/schema.ts';
import { countContents } from '#community/rules.ts';
import { levelNow } from '#community/trust.ts';
import { featuresOf } from '#moderation/spam.ts';

export type Outcome = 'removed' | 'kept';

/**
 * Learns from a comment that it was an advertisement, or was none; or forgets what was learned from it (null). Inside the running command:
 * it is counted once, however often it is said.
 */
export async function learn(ctx: Ctx, comment: number, outcome: Outcome | null): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended(${'learn'}::text, 503))`.execute(ctx.db);
	const known = await ctx.db
		.selectFrom('moderation.lesson')
		.select(['outcome', 'features'])
		.where('comment', '=', comment)
		.executeTakeFirst();
	if ((known?.outcome ?? null) === outcome) return;
	if (known)
		await count(
			ctx,
			known.outcome as Outcome,
			known.features.map((feature) => [feature, '']),
			-1,
		);
	const features = known
		? new Map(known.features.map((one) => [one, '']))
		: outcome && (await readFeatures(ctx, comment));
	if (!outcome || !features) {
		await ctx.db.deleteFrom('moderation.lesson').where('comment', '=', comment).execute();
		return;
	}
	await count(ctx, outcome, [...features], 1);
	await ctx.db
		.insertInto('moderation.lesson')
		.values({ comment, outcome, features: [...features.keys()] })
		.onConflict((conflict) => conflict.column('comment').doUpdateSet({ outcome }))
		.execute();
}

async function count(ctx: Ctx, outcome: Outcome, features: [string, string][], by: 1 | -1): Promise<void> {
	const rows = [['', ''], ...features].map(([feature, shown]) => ({ feature, shown }));
	const [removed, kept] = outcome === 'removed' ? [by, 0] : [0, by];
	await sql`
		insert into moderation.learned (feature, shown, removed, kept)
		select feature, shown, greatest(0, ${removed}::int), greatest(0, ${kept}::int)
		from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as given (feature text, shown text)
		on conflict (feature) do update set
			removed = greatest(0, learned.removed + ${removed}::int), kept = greatest(0, learned.kept + ${kept}::int)`.execute(
		ctx.db,
	);
}

/** What a comment has to learn from; null: it is gone. */
async function readFeatures(ctx: Ctx, comment: number): Promise<Map<string, string> | null> {
	const row = await ctx.db
		.selectFrom('community.comment as c')
		.leftJoin('membership.member as m', 'm.id', 'c.author')
		.leftJoin('community.trust as t', 't.member', 'c.author')
		.select(['c.body', 'c.body_text', 'c.posted', 'm.joined', 't.level'])
		.where('c.id', '=', comment)
		.where('c.deleted', 'is', null)
		.executeTakeFirst();
	if (!row) return null;
	const contents = countContents(row.body as Document, new URL(ctx.site.url).host);
	// As it was when it was said: by now they may have become known.
	const level = row.joined ? levelNow({ joined: row.joined, level: row.level ?? 0 }, row.posted) : 0;
	return featuresOf({ text: row.body_text, ...contents, level });
}
