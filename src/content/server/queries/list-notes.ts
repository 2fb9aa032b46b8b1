import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayChange } from '#content/policy.ts';
import { findWritten } from '#content/server/find-written.ts';

/** Most notes that a page shows; the oldest are left out. */
const most = 100;

export interface Note {
	id: number;
	kind: 'comment' | 'submitted' | 'approved' | 'returned';
	text: string;
	version: number;
	written: Date;
	/** Null: the product itself. */
	by: string | null;
}

/** What those who work on an article said about it, oldest first. */
export const listNotes = query(
	z.object({ article: z.coerce.number().int().positive() }),
	async (ctx, { article: id }) => {
		authorize(ctx.actor, 'article.write', mayChange, await findWritten(ctx, id));
		const rows = await ctx.db
			.selectFrom('content.note as note')
			.leftJoin('membership.member as member', 'member.id', 'note.member')
			.select(['note.id', 'note.kind', 'note.text', 'note.version', 'note.written', 'member.name as by'])
			.where('note.article', '=', id)
			.orderBy('note.id', 'desc')
			.limit(most)
			.execute();
		return rows.reverse() as Note[];
	},
);
