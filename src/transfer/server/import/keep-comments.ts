import type { Ctx } from '#platform/context/context.ts';
import { importComments } from '#community/server/index.ts';
import { fitProfile } from '#platform/document/fit-profile.ts';
import type { Document } from '#platform/document/schema.ts';
import type { Note, OldComment } from '#transfer/item.ts';
import { commentDigest } from '#transfer/server/import/comment-digest.ts';
import { findThreads } from '#transfer/server/import/find-threads.ts';
import { isSame } from '#transfer/server/import/adopt.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import { settleDocument } from '#transfer/server/import/settle-document.ts';
import type { Fate } from '#transfer/report.ts';
import type { KnownItem, KnownItems } from '#transfer/server/import/known-items.ts';
import type { PreparedComment } from '#transfer/server/import/prepared.ts';

export interface KeptComment {
	comment: PreparedComment;
	fate: Fate;
	note: Note | null;
}

/**
 * Brings in the comments of a batch, those of all its articles at once. What a comment answered and is not here any more leaves it on the
 * first level; a comment of an article that did not come does not come either.
 */
export async function keepComments(ctx: Ctx, batch: Batch, known: KnownItems): Promise<KeptComment[]> {
	const { source, origin } = batch;
	const comments = batch.items
		.filter((one) => one.kind === 'comment')
		.map((one) => (one.pictures?.length ? { ...one, document: settled(one.document, batch) } : one));
	const articles = comments.flatMap(({ item }) =>
		item.place === 'thread' ? [] : (known.find('article', item.under)?.id ?? []),
	);
	const threads = await findThreads(ctx, [...new Set(articles)]);
	const threadOf = ({ item }: PreparedComment): number | undefined =>
		item.place === 'thread'
			? known.find('thread', item.under)?.id
			: threads.get(known.find('article', item.under)?.id ?? 0);
	const homeless = comments.filter((comment) => threadOf(comment) === undefined);
	const kept = homeless.map((comment): KeptComment => {
		const code = known.find('page', comment.item.under) ? 'comment.on-page' : 'comment.no-article';
		return { comment, fate: 'left', note: { code } };
	});
	const housed = comments.filter((comment) => threadOf(comment) !== undefined);
	return [...kept, ...(await keepHoused(ctx, { source, origin, known, threadOf }, housed))];
}

/** With the pictures that came; of one that did not, its address is left. */
function settled(document: Document, batch: Batch): Document {
	const { content, ...more } = settleDocument(document, batch, false);
	return { ...more, content: fitProfile(content, 'comment') };
}

interface House {
	source: string;
	origin: string;
	known: KnownItems;
	threadOf(comment: PreparedComment): number | undefined;
}

async function keepHoused(
	ctx: Ctx,
	{ source, origin, known, threadOf }: House,
	comments: readonly PreparedComment[],
): Promise<KeptComment[]> {
	const digestOf = (one: PreparedComment): string => one.source ?? commentDigest(one);
	const same = new Set(comments.filter((one) => isAsItWas(one, known.find('comment', one.item.id))));
	const fresh = inOrder(comments.filter((one) => !known.find('comment', one.item.id)));
	const places = new Map(fresh.map((one, place) => [one.item.id, place]));
	const orphans = new Set<PreparedComment>();
	const changed = comments.filter((one) => known.find('comment', one.item.id) && !same.has(one));
	if (!fresh.length && !changed.length) return comments.map((comment) => ({ comment, fate: 'same', note: null }));
	const made = await importComments(ctx, {
		comments: fresh.map((one, own) => {
			const { parent, author, id, posted, under } = one.item;
			const before = parent === null ? undefined : places.get(parent);
			const place = before !== undefined && before < own && fresh[before]?.item.under === under ? before : undefined;
			const here = parent === null || place !== undefined ? undefined : known.find('comment', parent);
			if (parent !== null && place === undefined && !here) orphans.add(one);
			const member = author.person === null ? undefined : known.find('person', author.person)?.id;
			return {
				thread: threadOf(one) as number,
				parent: place !== undefined ? { place } : here ? { id: here.id } : null,
				author: member ?? null,
				...(one.item.former
					? asItWas(one.item.former)
					: { origin: member ? null : { network: source, author: one.name, id: `${origin} ${id}`.slice(0, 300) } }),
				body: { ...one.document },
				posted,
				...(one.item.edited ? { edited: one.item.edited } : {}),
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
		if (same.has(comment)) return { comment, fate: 'same', note: null };
		return { comment, fate: taken.has(before.id) ? 'changed' : 'held', note: null };
	});
	for (const { comment, fate } of fates) {
		const place = places.get(comment.item.id);
		const id = place === undefined ? known.find('comment', comment.item.id)?.id : made.ids[place];
		if (id && fate !== 'same' && fate !== 'held')
			known.keep('comment', comment.item.id, { id, digest: digestOf(comment), mark: comment.item.mark ?? '' });
	}
	return fates;
}

/** True where nothing of it changed since it was brought, by its words there or, where they were not noted, by what is made of them. */
const isAsItWas = (one: PreparedComment, before: KnownItem | undefined): boolean =>
	before !== undefined && ((one.source !== null && isSame(before, one.source)) || isSame(before, commentDigest(one)));

/** What only a house of our own kind knows of a comment. */
const asItWas = ({
	number,
	origin,
	edited,
	hidden,
	deleted,
	held,
	nameless,
	stars,
	disclosed,
	waits,
}: NonNullable<OldComment['former']>) => ({
	id: number,
	origin: origin && { ...origin, author: origin.author ?? '' },
	edited,
	hidden,
	nameless,
	stars,
	disclosed,
	deleted,
	held,
	waits,
});

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
