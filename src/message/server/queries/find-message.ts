import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { notFound } from '#platform/problem.ts';
import { mayCorrespond, mayTakeBack } from '#message/policy.ts';
import { idField } from '#message/server/load-seat.ts';
import { readTalk } from '#message/server/queries/read-talk.ts';

/** One message of a talk that whoever asks is in, and what they may do about it. Throws Problem `message.not-found`. */
export const findMessage = query(z.object({ talk: idField, message: idField }), async (ctx, { talk, message }) => {
	const { messages, ...found } = await readTalk(ctx, { talk, before: message + 1 });
	authorize(ctx.actor, 'message.read', mayCorrespond, null);
	const said = messages.at(-1);
	if (said?.id !== message) throw notFound('message');
	const there = !said.takenBack && !said.blocked;
	return {
		talk: found.id,
		said,
		may: {
			takeBack: there && mayTakeBack(ctx.actor, { author: said.own ? (said.author?.id ?? null) : null }),
			report: there && !said.own,
			block: there && !said.own && said.author?.role === 'member',
		},
	};
});
