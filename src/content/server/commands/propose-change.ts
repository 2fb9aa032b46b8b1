import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { articleThing } from '#content/article.ts';
import { articleApproved, articleReturned, articleSubmitted, proposalWithdrawn } from '#content/events.ts';
import { mayChange, mayReview, mayWithdraw } from '#content/policy.ts';
import { addNote, noteText } from '#content/server/add-note.ts';
import { WriteArticle } from '#content/server/commands/write-article.ts';
import { findProposal } from '#content/server/find-proposal.ts';
import { findWritten } from '#content/server/find-written.ts';
import { presentTags } from '#content/server/present-tags.ts';
import { refuseSeries } from '#content/server/refuse-company.ts';
import { readDocument } from '#content/server/render-body.ts';
import { saveArticle } from '#content/server/save-article.ts';

const id = z.coerce.number().int().positive();

export const ProposeChange = WriteArticle.pick({
	version: true,
	title: true,
	body: true,
	excerpt: true,
	tags: true,
	access: true,
	series: true,
	seriesPosition: true,
}).extend({ id, text: noteText.optional() });

/**
 * An author proposes a change to what readers see; they go on seeing what they do until an editor approves it. Proposing
 * again replaces one's own proposal. Throws Problem `article.changed-meanwhile`, `proposal.there` (409) when somebody
 * else's is waiting, `proposal.unpublished` (409) for what can simply be saved.
 */
export const proposeChange = command(ProposeChange, async (ctx, input) => {
	const article = await findWritten(ctx, input.id, 'for update');
	authorize(ctx.actor, 'article.write', mayChange, article);
	if (!article.published) throw new Problem('proposal.unpublished', 409);
	if (input.version && input.version !== article.version)
		throw new Problem('article.changed-meanwhile', 409, { version: article.version });
	const by = ctx.actor.kind === 'member' ? ctx.actor.member : article.author;
	const there = await findProposal(ctx, input.id);
	if (there && there.proposed_by !== by) throw new Problem('proposal.there', 409, { name: there.by });
	await refuseSeries(ctx, input.series);
	const proposed = {
		title: input.title,
		excerpt: input.excerpt ?? '',
		body: readDocument(input.body),
		tags: await presentTags(ctx, input.tags ?? []),
		access: input.access ?? 'public',
		series: input.series ?? null,
		series_position: input.seriesPosition ?? null,
		proposed: ctx.now,
		proposed_by: by,
		returned: null,
	};
	await ctx.db
		.insertInto('content.proposal')
		.values({ article: input.id, ...proposed })
		.onConflict((known) => known.column('article').doUpdateSet(proposed))
		.execute();
	await hand(ctx, input.id, { submitted: ctx.now, submitted_by: by });
	await addNote(ctx, article, 'submitted', input.text ?? '');
	ctx.record({ name: articleSubmitted, about: articleThing(input.id), data: { article: input.id } });
	return { id: input.id };
});

/** What was read: another proposal, or another version of the article, is not what was approved. */
const Read = z.object({ id, version: id, proposed: z.coerce.date(), text: noteText.optional() });

/** An editor approves a proposal: readers see it from now on. Throws Problem `article.changed-meanwhile` (409). */
export const approveProposal = command(Read, async (ctx, { id, version, proposed, text }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.review', mayReview, null);
	const found = await findProposal(ctx, id);
	if (!found) throw notFound('proposal');
	if (article.version !== version || found.proposed.getTime() !== proposed.getTime())
		throw new Problem('article.changed-meanwhile', 409, { version: article.version });
	const { title, excerpt, body, tags, series, series_position } = found;
	await ctx.db.deleteFrom('content.proposal').where('article', '=', id).execute();
	const fields = { title, excerpt, body, tags, access: found.access as 'public' | 'members', series };
	const saved = await saveArticle(ctx, { id, version, ...fields, seriesPosition: series_position });
	// Its author is offered no more what stands in the article now.
	await ctx.db
		.deleteFrom('content.kept_draft')
		.where('article', '=', id)
		.where('member', '=', found.proposed_by)
		.where('kept', '<=', found.proposed)
		.execute();
	await hand(ctx, id, {});
	await addNote(ctx, { id, version: saved.version }, 'approved', text ?? '');
	ctx.record({ name: articleApproved, about: articleThing(id), data: { article: id, version: saved.version } });
	return saved;
});

/** An editor gives a proposal back, and says what should change; it waits for its author. */
export const returnProposal = command(z.object({ id, text: noteText.optional() }), async (ctx, { id, text }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.review', mayReview, null);
	if (!text) throw invalidInput([{ path: 'note', key: 'missing' }]);
	if (!(await findProposal(ctx, id))) throw notFound('proposal');
	await ctx.db.updateTable('content.proposal').set({ returned: ctx.now }).where('article', '=', id).execute();
	await hand(ctx, id, { returned: ctx.now });
	await addNote(ctx, article, 'returned', text);
	ctx.record({ name: articleReturned, about: articleThing(id), data: { article: id } });
	return { id };
});

/** A proposal is given up, by its author or an editor. Safe to run twice. */
export const withdrawProposal = command(z.object({ id }), async (ctx, { id }) => {
	const article = await findWritten(ctx, id, 'for update');
	authorize(ctx.actor, 'article.write', mayChange, article);
	const found = await findProposal(ctx, id);
	if (!found) return { id };
	authorize(ctx.actor, 'article.write', mayWithdraw, found);
	await ctx.db.deleteFrom('content.proposal').where('article', '=', id).execute();
	await hand(ctx, id, {});
	ctx.record({ name: proposalWithdrawn, about: articleThing(id), data: { article: id } });
	return { id };
});

/** In whose hands an article is: handed in, given back, or in nobody's. */
async function hand(
	ctx: Ctx,
	id: number,
	state: { submitted?: Date; submitted_by?: number; returned?: Date },
): Promise<void> {
	await ctx.db
		.updateTable('content.article')
		.set({ submitted: null, submitted_by: null, returned: null, ...state })
		.where('id', '=', id)
		.execute();
}
