import { sql } from 'kysely';
import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { openTalk } from '#community/server/access.ts';
import { starsSaid } from '#community/server/stars-said.ts';
import { readable } from '#community/server/visible.ts';
import { categoryThing, commentPlacePath, threadThing } from '#community/thread.ts';

/** Newest comments that are looked at, how many of them are shown, and characters of each. */
const depth = 30;
const most = 8;
const shown = 140;

/** Something that a member said, as their page shows it. */
export interface Said {
	title: string;
	/** Leads to the comment, wherever it stands by then. */
	href: string;
	text: string;
	posted: Date;
}

/**
 * What a member said lately under their name, the newest first, as far as whoever asks may read it. Depends on every thread
 * that was looked at: what is hidden today may be shown again tomorrow.
 */
export const listSaid = query(z.object({ member: idField }), async (ctx, { member }): Promise<Said[]> => {
	const rows = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.select(['comment.id', 'comment.posted', 'thread.title'])
		.select(sql<string>`concat(${starsSaid('comment')}, comment.body_text)`.as('text'))
		.select(['thread.id as thread', 'thread.subject', 'thread.category', 'thread.hidden', 'thread.withdrawn'])
		.select([readable('comment').as('readable'), openTalk(ctx.actor).as('open')])
		.where('comment.author', '=', member)
		.where('comment.nameless', 'is', null)
		.orderBy('comment.id', 'desc')
		.limit(depth)
		.execute();
	ctx.about(
		`member:${member}`,
		...new Set(
			rows.flatMap(({ thread, subject, category }) => [
				threadThing(thread),
				...(subject ? [subject] : []),
				...(category ? [categoryThing(category)] : []),
			]),
		),
	);
	return rows
		.filter(({ readable, open, hidden, withdrawn }) => readable && open && !hidden && !withdrawn)
		.slice(0, most)
		.map(({ id, text, posted, title }) => ({
			title,
			href: commentPlacePath(id),
			text: [...text].length > shown ? `${[...text].slice(0, shown).join('')}…` : text,
			posted,
		}));
});
