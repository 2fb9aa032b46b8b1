import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { threadTagged } from '#community/events.ts';
import { mayTagThread } from '#community/policy.ts';
import { review } from '#community/review.ts';
import { idField } from '#community/server/commands/post-comment.ts';
import { aboutThread } from '#community/server/insert-comment.ts';
import { loadThread } from '#community/server/load-thread.ts';
import { lookAgainAll } from '#community/server/note-unread.ts';
import { readKnown } from '#community/server/read-known.ts';
import { settleTags } from '#community/server/settle-tags.ts';
import { tagsField } from '#community/tag.ts';
import type { Known } from '#community/trust.ts';

/**
 * Says what a thread of the forum is about, in place of what was said before. Safe to run twice. Throws Problem
 * `thread.wrong-kind` of what stands under something, `tag.unknown`, and `tag.stopped` of words that a person should look at:
 * a thread that others answered is not hidden for them.
 */
export const tagThread = command(z.object({ thread: idField, tags: tagsField }), async (ctx, { thread: id, tags }) => {
	const thread = await loadThread(ctx, id);
	authorize(ctx.actor, 'thread.tag', mayTagThread, thread);
	if (!thread.category) throw new Problem('thread.wrong-kind', 409);
	const known = await readKnown(ctx);
	const before = thread.tags;
	const chosen = await settleTags(ctx, tags, known, before);
	const more = chosen.filter((tag) => !before.includes(tag));
	if (more.length && known && (await waits(ctx, more, known))) throw new Problem('tag.stopped', 403);
	if (!isDeepStrictEqual(chosen, before)) {
		await ctx.db.updateTable('community.thread').set({ tags: chosen }).where('id', '=', id).execute();
		// Whoever follows a tag follows what carries it.
		await lookAgainAll(ctx, id);
		ctx.record({ name: threadTagged, about: aboutThread(thread), data: { thread: id, tags: chosen, before } });
	}
	return { thread: id, path: thread.path, tags: chosen };
});

/** True where a person should look at these words first. */
async function waits(ctx: Ctx, tags: readonly string[], known: Known): Promise<boolean> {
	const said = { author: memberOf(ctx.actor) ?? 0, known, text: tags.join('\n'), links: 0, hosts: [], pictures: 0 };
	return (await review(ctx, { ...said, edited: true })).length > 0;
}
