import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { importComments, openThread, withdrawThread } from '#community/server/index.ts';
import { articlePath, articleThing } from '#content/article.ts';
import type { Note } from '#transfer/item.ts';
import type { Fate } from '#transfer/report.ts';
import type { KnownItem, KnownItems } from '#transfer/server/import/known-items.ts';
import type { PreparedComment } from '#transfer/server/import/prepared.ts';

export interface KeptComment {
	comment: PreparedComment;
	fate: Fate;
	note: Note | null;
}

/**
 * Brings in the comments of a batch, thread by thread. What a comment answered and is not here any more leaves it on the
 * first level; a comment of an article that did not come does not come either.
 */
export async function keepComments(
	ctx: Ctx,
	source: string,
	origin: string,
	known: KnownItems,
	comments: readonly PreparedComment[],
): Promise<KeptComment[]> {
	const kept: KeptComment[] = [];
	for (const [under, together] of Map.groupBy(comments, (one) => one.item.under)) {
		const article = known.find('article', under);
		const thread = article ? await findThread(ctx, article.id) : null;
		if (thread === null) {
			const code = known.find('page', under) ? 'comment.on-page' : 'comment.no-article';
			kept.push(...together.map((comment): KeptComment => ({ comment, fate: 'left', note: { code } })));
		} else kept.push(...(await keepThread(ctx, { source, origin, thread, known }, together)));
	}
	return kept;
}

async function keepThread(
	ctx: Ctx,
	{ source, origin, thread, known }: { source: string; origin: string; thread: number; known: KnownItems },
	comments: readonly PreparedComment[],
): Promise<KeptComment[]> {
	const digests = new Map(comments.map((one) => [one, digestOf(one)]));
	const fresh = inOrder(comments.filter((one) => !known.find('comment', one.item.id)));
	const places = new Map(fresh.map((one, place) => [one.item.id, place]));
	const orphans = new Set<PreparedComment>();
	const changed = comments.filter((one) => {
		const before = known.find('comment', one.item.id);
		return before && before.digest !== digests.get(one);
	});
	const made = await importComments(ctx, {
		thread,
		comments: fresh.map((one, own) => {
			const { parent, author, id, posted } = one.item;
			const before = parent === null ? undefined : places.get(parent);
			const place = before !== undefined && before < own ? before : undefined;
			const here = parent === null || place !== undefined ? undefined : known.find('comment', parent);
			if (parent !== null && place === undefined && !here) orphans.add(one);
			const member = author.person === null ? undefined : known.find('person', author.person)?.id;
			return {
				parent: place !== undefined ? { place } : here ? { id: here.id } : null,
				author: member ?? null,
				origin: member ? null : { network: source, author: one.name, id: `${origin} ${id}`.slice(0, 300) },
				body: { ...one.document },
				posted,
			};
		}),
		changed: changed.map((one) => ({
			id: (known.find('comment', one.item.id) as KnownItem).id,
			body: { ...one.document },
		})),
	});
	const taken = new Set(made.changed);
	const fates = comments.map((comment): KeptComment => {
		const before = known.find('comment', comment.item.id);
		const note = orphans.has(comment) ? { code: 'comment.parent-missing' } : null;
		if (!before) return { comment, fate: 'fresh', note };
		if (before.digest === digests.get(comment)) return { comment, fate: 'same', note: null };
		return { comment, fate: taken.has(before.id) ? 'changed' : 'held', note: null };
	});
	for (const { comment, fate } of fates) {
		const place = places.get(comment.item.id);
		const id = place === undefined ? known.find('comment', comment.item.id)?.id : made.ids[place];
		if (id && fate !== 'same' && fate !== 'held')
			known.keep('comment', comment.item.id, { id, digest: digests.get(comment) ?? '', mark: '' });
	}
	return fates;
}

/** What is answered before its answers, whatever the order of the file; a circle of answers is cut. */
function inOrder(comments: readonly PreparedComment[]): PreparedComment[] {
	const byId = new Map(comments.map((one) => [one.item.id, one]));
	const done = new Set<PreparedComment>();
	const sorted = [...comments].sort((one, other) => one.item.posted.getTime() - other.item.posted.getTime());
	for (const one of sorted) {
		const chain: PreparedComment[] = [];
		let step: PreparedComment | undefined = one;
		while (step && !done.has(step) && !chain.includes(step)) {
			chain.push(step);
			step = step.item.parent === null ? undefined : byId.get(step.item.parent);
		}
		for (const step of chain.reverse()) done.add(step);
	}
	return [...done];
}

const digestOf = ({ item, document, name }: PreparedComment): string =>
	createHash('sha256')
		.update(JSON.stringify([document, name, item.posted]))
		.digest('hex');

/** The conversation of an article; that of a draft is opened out of sight and appears with it. Null: it is gone. */
async function findThread(ctx: Ctx, article: number): Promise<number | null> {
	const row = await ctx.db
		.selectFrom('content.article')
		.select(['thread', 'title', 'slug'])
		.where('id', '=', article)
		.executeTakeFirst();
	if (!row) return null;
	if (row.thread) return row.thread;
	const subject = articleThing(article);
	const { id } = await openThread(ctx, { subject, title: row.title, path: articlePath(row.slug) });
	await withdrawThread(ctx, { subject });
	return id;
}
