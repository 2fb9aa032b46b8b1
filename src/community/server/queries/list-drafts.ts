import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayFollow } from '#community/policy.ts';
import { openTalk } from '#community/server/access.ts';

/** What whoever asks has begun to say, the newest first; nothing of threads that nobody reads any more. */
export const listDrafts = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'comment.post', mayFollow, null);
	return ctx.db
		.selectFrom('community.draft as draft')
		.innerJoin('community.thread as thread', 'thread.id', 'draft.thread')
		.select(['draft.thread', 'draft.text', 'draft.stars', 'draft.saved', 'thread.title', 'thread.path'])
		.where('draft.member', '=', memberOf(ctx.actor) ?? 0)
		.where('thread.hidden', 'is', null)
		.where('thread.withdrawn', 'is', null)
		.where(openTalk(ctx.actor))
		.orderBy('draft.saved', 'desc')
		.orderBy('draft.thread')
		.execute();
});
