import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { everyNetwork } from '#network/known-networks.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { lookingShare } from '#network/usage.ts';
import { keepMentions, withdrawMention } from '#publishing/server/commands/keep-mentions.ts';
import { heldUntil } from '#publishing/server/commands/keep-usage.ts';
import { actFor } from '#publishing/server/open-account.ts';

const day = 86_400_000;
/** Mentions that one round looks after. */
const perRound = 50;

/**
 * Every half hour: looks what others said with a link to a page of ours, where a network lets anybody search, and whether what was
 * found in the last month still stands.
 */
export const findMentions = job(
	'publishing.find-mentions',
	{ every: '11,41 * * * *', retries: 0, patient: true },
	async (ctx) => {
		const networks = everyNetwork().filter((one) => one.findMentions);
		if (!networks.length) return;
		const accounts = await ctx.db
			.selectFrom('publishing.account')
			.select(['id', 'network'])
			.where('disconnected', 'is', null)
			.where('refused', 'is', null)
			.where(
				'network',
				'in',
				networks.map(({ name }) => name),
			)
			.orderBy('id')
			.execute();
		for (const { id, network } of accounts) {
			if (await heldUntil(ctx, id, lookingShare)) continue;
			try {
				await lookAround(ctx, id, network);
				await lookAfter(ctx, id);
			} catch (error) {
				const { trouble, details } = asNetworkProblem(error);
				ctx.log.warn('mentions not found', { account: id, trouble, ...details });
			}
		}
	},
);

const lookAround = (ctx: Ctx, account: number, network: string): Promise<unknown> =>
	actFor(ctx, account, async (opened) => {
		const host = new URL(ctx.site.url).host;
		const mentions = await opened.network.findMentions?.(
			ctx,
			opened.account,
			host,
			new Date(ctx.now.getTime() - 7 * day),
		);
		if (mentions?.length) await keepMentions(ctx, { network, account, mentions });
	});

/** What is gone there goes here; where that cannot be asked, whatever is a month old. */
const lookAfter = (ctx: Ctx, account: number): Promise<unknown> =>
	actFor(ctx, account, async (opened) => {
		const { read, mentionsPass } = opened.network;
		const month = new Date(ctx.now.getTime() - 30 * day);
		const known = await ctx.db
			.selectFrom('publishing.mention')
			.select(['id', 'external_id'])
			.where('account', '=', account)
			.where('withdrawn', 'is', null)
			.where('found', mentionsPass ? '<=' : '>', month)
			.orderBy('found', 'desc')
			.limit(perRound)
			.execute();
		for (const { id, external_id: there } of known)
			if (mentionsPass || (await read?.(ctx, opened.account, there)) === null)
				await withdrawMention(ctx, { mention: id });
	});
