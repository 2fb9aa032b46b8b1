import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { digest, randomToken } from '#platform/token.ts';
import { threadKinds } from '#community/kind.ts';
import { mayFollow } from '#community/policy.ts';
import { holding, objectToContents } from '#community/rules.ts';
import { openCategory } from '#community/server/access.ts';
import { titleField } from '#community/server/commands/start-thread.ts';
import { readBody } from '#community/server/render-comment.ts';
import { refuse } from '#platform/objection.ts';

/** Length of the token of what a visitor began: 160 bits. */
const tokenLength = 32;

const category = z.preprocess(
	(value) => (value === '' ? null : value),
	z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER).nullish(),
);
const fields = {
	category,
	kind: z.union([z.enum(threadKinds), z.literal('')]).default(''),
	text: z.string().max(20_000, 'too-long').default(''),
	tags: z.string().max(400, 'too-long').default(''),
	choices: z.string().max(10_000, 'too-long').default(''),
};

export const KeepBegun = z.object({
	...fields,
	title: z.string().max(400, 'too-long').default(''),
	/** When that was saved which this one goes on from, in milliseconds; 0: from nothing. */
	seen: z.coerce.number().int().min(0).default(0),
});

/**
 * Keeps the thread that a member has begun to write, in the place of the one before: the latest wins, and what it replaced without going on
 * from it is given back in `other`. Empty, it is forgotten. It is no fact: what was not said is nobody's business. Safe to run twice.
 */
export const keepBegun = command(KeepBegun, async (ctx, { category, kind, title, text, tags, choices, seen }) => {
	authorize(ctx.actor, 'thread.start', mayFollow, null);
	const member = memberOf(ctx.actor) ?? 0;
	await sql`select pg_advisory_xact_lock(hashtextextended(${`begun ${member}`}::text, 504))`.execute(ctx.db);
	const before = await ctx.db
		.selectFrom('community.begun')
		.select(['text', 'saved'])
		.where('member', '=', member)
		.executeTakeFirst();
	const other = before && before.saved.getTime() !== seen && before.text !== text ? before.text : '';
	if (!text.trim() && !title.trim()) {
		await ctx.db.deleteFrom('community.begun').where('member', '=', member).execute();
		return { saved: 0, other };
	}
	await sql`
		insert into community.begun (member, category, kind, title, text, tags, choices, saved)
		values (${member}::bigint, (select k.id from community.category k where k.id = ${category ?? 0}::bigint), ${kind}, ${title}, ${text}, ${tags}, ${choices}, ${ctx.now}::timestamptz)
		on conflict (member) do update set category = excluded.category, kind = excluded.kind, title = excluded.title,
			text = excluded.text, tags = excluded.tags, choices = excluded.choices, saved = excluded.saved`.execute(ctx.db);
	return { saved: ctx.now.getTime(), other };
});

export const HoldBegun = z.object({
	...fields,
	category: z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER),
	title: titleField,
	/** Where it comes from; only a keyed hash is kept. */
	address: z.string().max(100).default(''),
});

/**
 * Keeps the thread that a visitor wrote until they have joined, at most a day. Whoever has the token finds it; it is not stored. Throws
 * Problem `category.not-found`, `held.too-many` (429) and what its words would throw when it is started.
 */
export const holdBegun = command(HoldBegun, async (ctx, { category, kind, title, text, tags, choices, address }) => {
	const { body } = readBody({ text });
	const open = await ctx.db
		.selectFrom('community.category')
		.select('slug')
		.where('id', '=', category)
		.where('started_by', '=', 'members')
		.where(openCategory(ctx.actor, 'community.category.id'))
		.executeTakeFirst();
	if (!open) throw notFound('category');
	refuse(objectToContents(body, { joined: ctx.now, level: 0 }, ctx.now, new URL(ctx.site.url).host));
	const from = address && createHmac('sha256', ctx.site.key('held')).update(address).digest('base64url');
	if (from) {
		await sql`select pg_advisory_xact_lock(hashtextextended(${from}::text, 502))`.execute(ctx.db);
		const { count } = await ctx.db
			.selectFrom('community.begun')
			.select((eb) => eb.fn.countAll<number>().as('count'))
			.where('address', '=', from)
			.where('saved', '>', new Date(ctx.now.getTime() - 86_400_000))
			.executeTakeFirstOrThrow();
		if (count >= holding.perAddress) throw new Problem('held.too-many', 429, { most: holding.perAddress });
	}
	const token = randomToken(tokenLength);
	await ctx.db
		.insertInto('community.begun')
		.values({ digest: digest(token), address: from, category, kind, title, text, tags, choices, saved: ctx.now })
		.execute();
	return { token, slug: open.slug };
});

/** Forgets what was begun: it has been started. Of whoever asks, and what the browser's token led to. Safe to run twice. */
export const dropBegun = command(z.object({ token: z.string().max(100).default('') }), async (ctx, { token }) => {
	authorize(ctx.actor, 'thread.start', mayFollow, null);
	await ctx.db
		.deleteFrom('community.begun')
		.where((eb) => eb.or([eb('member', '=', memberOf(ctx.actor) ?? 0), eb('digest', '=', digest(token))]))
		.execute();
});
