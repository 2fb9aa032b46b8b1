import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { notFound, Problem } from '#platform/problem.ts';
import { everyNetwork } from '#network/known-networks.ts';
import type { Connection, OwnAccount } from '#network/network.ts';
import type { Hint, Webhook } from '#network/webhook.ts';
import { collectHinted } from '#publishing/server/jobs/collect-hinted.ts';
import { takeBackMessage, takeMessage } from '#publishing/server/commands/take-message.ts';
import { takeTold } from '#publishing/server/commands/take-told.ts';
import { callOf } from '#publishing/server/call-of.ts';
import { findApp } from '#publishing/server/find-app.ts';
import { unseal } from '#publishing/server/seal.ts';

/** Largest call of a network, in bytes. */
export const largestHint = 1_000_000;

/** The network asks whether it is us whom it shall call. Throws Problem `network.not-found` where the word is not ours. */
export async function meetNetwork(
	ctx: Ctx,
	{ network, asked }: { network: string; asked: URLSearchParams },
): Promise<string> {
	const { webhook, app, word } = await findEar(ctx, network);
	const answer = webhook.challenge(ctx, app, word, asked);
	if (answer === null) throw notFound('network');
	return answer;
}

export interface Heard {
	network: string;
	headers: Headers;
	raw: Buffer;
}

/**
 * A network calls: something happened under a post. What it says is believed only so far that we look there ourselves, so a
 * call that comes twice, late or in disorder changes nothing. Throws Problem `network.not-found`, `network.unsigned` (401).
 */
export async function hearNetwork(ctx: Ctx, { network, headers, raw }: Heard): Promise<{ heard: number }> {
	const { webhook, app, word } = await findEar(ctx, network);
	const heard = webhook.hear(ctx, app, headers, raw, word, await listOwn(ctx, network))?.slice(0, 1_000);
	if (!heard) throw new Problem('network.unsigned', 401);
	let count = 0;
	for (const told of heard) {
		if ('said' in told) count += await takeTold(ctx, { network, told });
		else if ('message' in told) count += await takeMessage(ctx, { network, written: told });
		else if ('unwritten' in told) count += await takeBackMessage(ctx, { network, unwritten: told });
	}
	const hints = heard.filter((one): one is Hint => 'post' in one);
	return { heard: count + (await takeHints(ctx, { network, hints })).heard };
}

async function findEar(ctx: Ctx, network: string): Promise<{ webhook: Webhook; app: Connection; word: string }> {
	const known = await findApp(ctx, network);
	const found = everyNetwork().find(({ name }) => name === network);
	// Where the site has an app of its own, nothing is believed without it.
	if (!found?.webhook || (!known && found.connecting.by === 'consent')) throw notFound('network');
	return { webhook: found.webhook, app: known?.app ?? {}, word: (await callOf(ctx, network)).word };
}

/** The accounts of a network whose calls are believed, with what they were connected by. */
async function listOwn(ctx: Ctx, network: string): Promise<Pick<OwnAccount, 'id' | 'connection'>[]> {
	const rows = await ctx.db
		.selectFrom('publishing.account')
		.select(['external_id', 'secret'])
		.where('network', '=', network)
		.where('disconnected', 'is', null)
		.execute();
	return rows.flatMap(({ external_id: id, secret }) => {
		try {
			return [{ id, connection: unseal(ctx.site, secret) }];
		} catch {
			return [];
		}
	});
}

const takeHints = command(
	z.object({ network: z.string(), hints: z.custom<readonly Hint[]>() }),
	async (ctx, { network, hints }) => {
		if (!hints.length) return { heard: 0 };
		const posts = await ctx.db
			.updateTable('publishing.post as post')
			.from('publishing.account as account')
			.set({ hinted: ctx.now })
			.whereRef('account.id', '=', 'post.account')
			.where('account.network', '=', network)
			.where('account.refused', 'is', null)
			.where('post.published', 'is not', null)
			.where('post.hinted', 'is', null)
			.where((eb) =>
				eb.or(
					hints.map(({ account, post }) =>
						eb.and([eb('account.external_id', '=', account), eb('post.external_id', '=', post)]),
					),
				),
			)
			.returning('post.id')
			.execute();
		for (const { id } of posts) ctx.queue(collectHinted, { post: id });
		return { heard: posts.length };
	},
);
