import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { compareBlocks, type ComparedBlock } from '#platform/document/difference.ts';
import { notFound } from '#platform/problem.ts';
import { mayForgetVersions, mayModerate, mayReadThread, mayReadVersions } from '#community/policy.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { accessParts } from '#community/server/access.ts';
import { sharing } from '#community/server/sharing.ts';

/** What somebody changed in a comment, and when. */
export interface ShownVersion {
	/** 2: the first change. */
	number: number;
	written: Date;
	/** Null: whoever wrote it has left. */
	name: string | null;
	blocks: ComparedBlock[];
	/** How many stars it gave before and after, where that changed. */
	stars: { before: number | null; after: number | null } | null;
}

/** Changes that are shown; the newest. */
const most = 50;

const lines = (text: string): string[] => text.split('\n').filter((line) => line.trim());

/**
 * How a comment came to say what it says, the newest change first. Throws Problem `comment.not-found` also where only the
 * versions are not for the asker; what was taken away has none for anybody but moderators.
 */
export const listVersions = query(z.object({ id: idField }), async (ctx, { id }) => {
	const row = await ctx.db
		.selectFrom('community.comment as comment')
		.innerJoin('community.thread as thread', 'thread.id', 'comment.thread')
		.leftJoin('membership.member as editor', 'editor.id', 'comment.edited_by')
		.select(['comment.id', 'comment.author', 'comment.posted', 'comment.edited', 'comment.hidden', 'comment.deleted'])
		.select([
			'comment.origin_network',
			'comment.body_text as text',
			'comment.edits',
			'comment.stars',
			'comment.nameless',
			'editor.name as editor',
		])
		.select(['thread.title', 'thread.path', 'thread.closed', 'thread.hidden as thread_hidden', 'thread.withdrawn'])
		.select([...sharing, ...accessParts(ctx.actor)])
		.where('comment.id', '=', id)
		.executeTakeFirst();
	if (!row) throw notFound('comment');
	const thread = { ...row, hidden: row.thread_hidden };
	const open = mayReadThread(ctx.actor, thread) && (!row.hidden || mayModerate(ctx.actor));
	if (!open || !mayReadVersions(ctx.actor, row)) throw notFound('comment');
	const before = await ctx.db
		.selectFrom('community.version as version')
		.leftJoin('membership.member as member', 'member.id', 'version.written_by')
		.select(['version.number', 'version.body_text as text', 'version.written', 'version.stars', 'member.name'])
		.where('version.comment', '=', id)
		.orderBy('version.number', 'desc')
		.limit(most)
		.execute();
	const wrote = ctx.actor.kind === 'member' && ctx.actor.member === row.author;
	const named = row.nameless === null || mayModerate(ctx.actor) || wrote;
	const current = {
		number: row.edits + 1,
		text: row.text,
		written: row.edited ?? row.posted,
		name: row.editor,
		stars: row.stars,
	};
	const all = [current, ...before];
	const items = all.slice(0, -1).map(({ number, text, written, name, stars }, place): ShownVersion => {
		const older = all[place + 1] as (typeof all)[number];
		return {
			number,
			written,
			name: named ? name : null,
			blocks: compareBlocks(lines(older.text), lines(text)),
			stars: older.stars === stars ? null : { before: older.stars, after: stars },
		};
	});
	return {
		thread: { title: row.title, path: row.path },
		edits: row.edits,
		items,
		may: { forget: before.length > 0 && mayForgetVersions(ctx.actor, row) },
	};
});
