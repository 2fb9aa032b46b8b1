import type { Ctx } from '#platform/context/context.ts';
import { attempt, notReached, type Outcome } from '#network/attempt.ts';
import type { MessageTarget, ReplyTarget } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';
import { actFor } from '#publishing/server/open-account.ts';

/** Something to be said under what stands on a network. */
export interface ReplyTurn {
	account: number;
	/** Under what is said, or whom it goes to. */
	target: ReplyTarget | MessageTarget;
	text: string;
	key: string;
	/** True when an earlier attempt may have created it. */
	unsure: boolean;
	/** When the first call was made of those that may have created it. */
	tried: Date;
}

/** One attempt at saying it in the account's name, and what came of it: never twice, never lost (`network/attempt.ts`). */
export async function replyOnce(
	ctx: Ctx,
	{ account: id, target, text, key, unsure, tried }: ReplyTurn,
): Promise<Outcome> {
	let reached = false;
	try {
		return await actFor(ctx, id, ({ network, account }) => {
			if ('person' in target) {
				const { message } = network;
				if (!message) throw new NetworkProblem('permission', { code: 'not offered' });
				reached = true;
				return attempt({
					unsure,
					idempotency: network.messageIdempotency ?? { by: 'nothing' },
					tried,
					now: ctx.now,
					create: () => message(ctx, account, target.person, text, key),
					find: () => Promise.resolve('cannot-tell'),
				});
			}
			const { reply, findReply } = network;
			if (!reply || !findReply) throw new NetworkProblem('permission', { code: 'not offered' });
			reached = true;
			return attempt({
				unsure,
				idempotency: network.answerIdempotency ?? network.idempotency,
				tried,
				now: ctx.now,
				create: () => reply(ctx, account, target, text, key),
				find: () => findReply(ctx, account, target, text, key, tried),
			});
		});
	} catch (error) {
		if (reached) throw error;
		return notReached(error, unsure);
	}
}
