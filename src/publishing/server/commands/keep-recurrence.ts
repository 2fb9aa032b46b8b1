import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { recurrenceKept, recurrenceStopped } from '#publishing/events.ts';
import { mayChangeDraft, mayShare } from '#publishing/policy.ts';
import { areDifferent, leastVersions, mostVersions, nextTime } from '#publishing/recurrence.ts';
import { localPath } from '#publishing/server/local-path.ts';
import { planRecurring } from '#publishing/server/jobs/plan-recurring.ts';
import { readBrand } from '#site/server/index.ts';

const id = z.coerce.number().int().positive();

export const KeepRecurrence = z.object({
	/** Absent: a new one. */
	recurrence: id.optional(),
	/** Made when the form was opened: a form that is sent twice is one. */
	key: z.string().regex(/^[a-z0-9]{16,40}$/),
	versions: z.array(z.string().trim().min(1).max(20_000)).min(leastVersions, 'few-versions').max(mostVersions),
	hashtags: z
		.array(
			z
				.string()
				.trim()
				.max(60)
				.regex(/^[\p{L}\p{N}_]+$/u, 'hashtag'),
		)
		.max(60)
		.default([]),
	labels: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(10).default([]),
	/** One of them goes along each time, in turn. */
	pictures: z.array(id).max(20).default([]),
	campaign: z.string().max(60).nullable().default(null),
	target: z.string().trim().max(800).default(''),
	accounts: z.array(id).min(1, 'no-account').max(50),
	weekdays: z.array(z.coerce.number().int().min(1).max(7)).min(1, 'no-weekday').max(7),
	at: z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/),
	weeks: z.coerce.number().int().min(1).max(8).default(1),
});

/**
 * Keeps what is to be said again and again. Nothing goes out here: a week before each time a draft is made that can still be changed.
 * Throws Problem `recurrence.not-found`, `account.not-found`, `campaign.not-found`, `input.invalid` (`versions: few-versions`,
 * `versions: versions-alike`, `target: foreign-target`).
 */
export const keepRecurrence = command(KeepRecurrence, async (ctx, input) => {
	const known = await ctx.db
		.selectFrom('publishing.recurrence')
		.select(['id', 'author', 'made'])
		.where((eb) => (input.recurrence ? eb('id', '=', input.recurrence) : eb('key', '=', input.key)))
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'post.share', mayShare, null);
	// The same form once more: it was done already.
	if (known && !input.recurrence) return { recurrence: known.id };
	if (!known && input.recurrence) throw notFound('recurrence');
	if (known) authorize(ctx.actor, 'draft.change', mayChangeDraft, known);
	if (!areDifferent(input.versions)) throw invalidInput([{ path: 'versions', key: 'versions-alike' }]);
	const target = input.target ? localPath(input.target) : null;
	if (input.target && !target) throw invalidInput([{ path: 'target', key: 'foreign-target' }]);
	const accounts = [...new Set(input.accounts)];
	const there = await ctx.db
		.selectFrom('publishing.account')
		.select('id')
		.where('id', 'in', accounts)
		.where('disconnected', 'is', null)
		.execute();
	if (there.length < accounts.length) throw notFound('account');
	if (input.campaign !== null) {
		const named = await ctx.db
			.selectFrom('publishing.campaign')
			.select('name')
			.where('name', '=', input.campaign)
			.executeTakeFirst();
		if (!named) throw notFound('campaign');
	}
	const made = known?.made ?? ctx.now;
	const weekdays = [...new Set(input.weekdays)].sort();
	const { timeZone } = await readBrand(ctx, {});
	const said = {
		versions: input.versions,
		hashtags: [...new Set(input.hashtags)],
		labels: [...new Set(input.labels)],
		pictures: [...new Set(input.pictures)],
		campaign: input.campaign,
		target,
		accounts,
		weekdays,
		at: input.at,
		weeks: input.weeks,
		next: nextTime({ weekdays, at: input.at, weeks: input.weeks, made }, ctx.now, timeZone),
		trouble: null,
		stopped: null,
		stopped_by: null,
	};
	const row = known
		? await ctx.db
				.updateTable('publishing.recurrence')
				.set(said)
				.where('id', '=', known.id)
				.returning('id')
				.executeTakeFirstOrThrow()
		: await ctx.db
				.insertInto('publishing.recurrence')
				.values({ ...said, key: input.key, made, author: memberOf(ctx.actor) })
				.onConflict((conflict) => conflict.column('key').doNothing())
				.returning('id')
				.executeTakeFirst();
	if (!row) throw new Problem('post.just-sent', 409);
	ctx.queue(planRecurring, {});
	ctx.record({ name: recurrenceKept, about: `recurrence:${row.id}`, data: { recurrence: row.id } });
	return { recurrence: row.id };
});

/** Says it no more. What has a draft already goes out unless it is called off there. Throws Problem `recurrence.not-found`. */
export const stopRecurrence = command(z.object({ recurrence: id }), async (ctx, { recurrence }) => {
	const known = await ctx.db
		.selectFrom('publishing.recurrence')
		.select(['id', 'author'])
		.where('id', '=', recurrence)
		.where('stopped', 'is', null)
		.forUpdate()
		.executeTakeFirst();
	if (!known) throw notFound('recurrence');
	authorize(ctx.actor, 'draft.change', mayChangeDraft, known);
	await ctx.db
		.updateTable('publishing.recurrence')
		.set({ stopped: ctx.now, stopped_by: memberOf(ctx.actor), next: null })
		.where('id', '=', recurrence)
		.execute();
	ctx.record({ name: recurrenceStopped, about: `recurrence:${recurrence}`, data: { recurrence } });
});
