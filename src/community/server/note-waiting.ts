import type { Ctx } from '#platform/context/context.ts';
import { commentWithheld, type CommentPosted } from '#community/events.ts';

interface Waiting {
	thread: number;
	author: number | null;
	origin: { network: string } | null;
	parent?: { id: number } | { place: number } | null | undefined;
	deleted?: Date | null | undefined;
	held?: Date | null | undefined;
	/** Why. */
	waits: string[];
}

/** What waited for a person where it came from does so here as well: whoever keeps the queue hears of it. `ids` are what they are here. */
export function noteWaiting(
	ctx: Ctx,
	comments: readonly Waiting[],
	ids: readonly number[],
	threads: readonly { id: number; subject: string | null }[],
): void {
	const subjects = new Map(threads.map(({ id, subject }) => [id, subject]));
	for (const [place, one] of comments.entries()) {
		if (!one.held || one.deleted) continue;
		const { thread, author, origin, parent, waits } = one;
		const answered = !parent ? null : 'id' in parent ? parent.id : (ids[parent.place] ?? null);
		const said = {
			thread,
			comment: ids[place] as number,
			subject: subjects.get(thread) ?? null,
			author,
			parent: answered,
		};
		const data = { ...said, origin: origin?.network ?? null } satisfies CommentPosted;
		ctx.record({
			name: commentWithheld,
			about: author ? `member:${author}` : `thread:${thread}`,
			data: { ...data, waits },
		});
	}
}
