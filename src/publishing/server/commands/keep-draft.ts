import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { findArticle } from '#content/server/index.ts';
import { approvalAsked, draftKept } from '#publishing/events.ts';
import { mayApprovePost, mayChangeDraft, mayShare } from '#publishing/policy.ts';
import { approvalSince } from '#publishing/server/approval.ts';
import { noteReviews } from '#publishing/server/commands/review-draft.ts';
import { keepVariants } from '#publishing/server/keep-variants.ts';
import { linkPlaces } from '#publishing/variant-shape.ts';
import { localPath } from '#publishing/server/local-path.ts';

const word = z
	.string()
	.trim()
	.max(60)
	.regex(/^[\p{L}\p{N}_]+$/u, 'hashtag');
const id = z.coerce.number().int().positive();

/** How a draft goes to one account. */
const KeepVariant = z.object({
	account: id,
	text: z.string().trim().max(100_000).nullable(),
	linkPlace: z.enum(linkPlaces).default('usual'),
	thread: z.boolean().default(false),
	comment: z.string().trim().max(20_000).default(''),
	alts: z.record(z.string().regex(/^\d{1,15}$/), z.string().trim().max(5_000)).default({}),
});

export const KeepDraft = z.object({
	/** Absent: a new one. */
	draft: id.optional(),
	/** Made when the form was opened: a form that is sent twice is one draft. */
	key: z.string().regex(/^[a-z0-9]{16,40}$/),
	article: id.nullable().default(null),
	/** A page of this site that the link leads to, when it is not about an article. */
	target: z.string().trim().max(800).default(''),
	text: z.string().trim().min(1, 'missing').max(100_000),
	hashtags: z.array(word).max(60).default([]),
	labels: z.array(z.string().trim().toLowerCase().min(1).max(40)).max(10).default([]),
	pictures: z.array(id).max(20).default([]),
	campaign: z.string().max(60).nullable().default(null),
	/** One per account; without a text of its own it is written by the rules. */
	variants: z.array(KeepVariant).max(50),
	/** `keep`: times stay as they are. `none`: nothing goes out. */
	when: z.enum(['keep', 'none', 'now', 'at', 'slot']),
	at: z.date().optional(),
	/** True: somebody has read that the same words went out not long ago. */
	anyway: z.boolean().default(false),
});

/**
 * Keeps what is to be said with its variants, and says when they go out. Nothing is sent here: what is due now is sent by the
 * job that the commit queues. Throws Problem `draft.not-found`, `article.not-found`, `campaign.not-found`, `account.not-found`,
 * `post.duplicate` (409, until `anyway`), `input.invalid` (`text-ACCOUNT` for what that account's network would refuse).
 */
export const keepDraft = command(KeepDraft, async (ctx, input) => {
	const known = await ctx.db
		.selectFrom('publishing.draft')
		.select(['id', 'author', 'article'])
		.where((eb) => (input.draft ? eb('id', '=', input.draft) : eb('key', '=', input.key)))
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'post.share', mayShare, null);
	// The same form once more: it was done already.
	if (known && !input.draft) return { draft: known.id };
	if (!known && input.draft) throw notFound('draft');
	if (known) authorize(ctx.actor, 'draft.change', mayChangeDraft, known);
	const target = await targetOf(ctx, input, known?.article ?? null);
	if (input.when !== 'none' && !input.variants.length && !known)
		throw invalidInput([{ path: 'account', key: 'no-account' }]);
	if (input.when === 'at' && (!input.at || input.at <= ctx.now))
		throw invalidInput([{ path: 'at', key: input.at ? 'past' : 'missing' }]);

	const said = {
		article: input.article,
		target,
		text: input.text,
		hashtags: [...new Set(input.hashtags)],
		labels: [...new Set(input.labels)],
		pictures: [...new Set(input.pictures)],
		campaign: input.campaign,
		changed: ctx.now,
	};
	const draft = known
		? await ctx.db
				.updateTable('publishing.draft')
				.set(said)
				.where('id', '=', known.id)
				.returning('id')
				.executeTakeFirstOrThrow()
		: await ctx.db
				.insertInto('publishing.draft')
				.values({ ...said, key: input.key, author: memberOf(ctx.actor), created: ctx.now })
				.onConflict((conflict) => conflict.column('key').doNothing())
				.returning('id')
				.executeTakeFirst();
	if (!draft) throw new Problem('post.just-sent', 409);
	await keepVariants(ctx, { ...said, ...input, target, draft: draft.id });
	await speakFor(ctx, draft.id, input.when !== 'none');
	ctx.record({ name: draftKept, about: `draft:${draft.id}`, data: { draft: draft.id } });
	return { draft: draft.id };
});

/** Where posts are approved: an editor's word is one, and an author's is a question as soon as a time was said. */
async function speakFor(ctx: Ctx, draft: number, timed: boolean): Promise<void> {
	if (!(await approvalSince(ctx))) return;
	if (mayApprovePost(ctx.actor)) await noteReviews(ctx, draft, 'approved', '');
	else if (timed) {
		await noteReviews(ctx, draft, 'asked', '');
		ctx.record({ name: approvalAsked, about: `draft:${draft}`, data: { draft } });
	}
}

/** Where the link leads; checks besides that what it is about is there and may be named. */
async function targetOf(
	ctx: Ctx,
	{ article, target, campaign }: z.output<typeof KeepDraft>,
	before: number | null,
): Promise<string | null> {
	// What was about an article that is gone by now stays what it was.
	if (article !== null && article !== before && !(await findArticle(ctx, { id: article }))) throw notFound('article');
	if (campaign !== null) {
		const named = await ctx.db
			.selectFrom('publishing.campaign')
			.select('name')
			.where('name', '=', campaign)
			.executeTakeFirst();
		if (!named) throw notFound('campaign');
	}
	if (!target) return null;
	const path = localPath(target.startsWith(`${ctx.site.url}/`) ? target.slice(ctx.site.url.length) : target);
	if (!path) throw invalidInput([{ path: 'target', key: 'foreign-target' }]);
	return path;
}
