import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { everyNetwork, networkTitle } from '#network/known-networks.ts';
import { daysLeft, warningDays } from '#publishing/expiry.ts';
import { maySeePosts } from '#publishing/policy.ts';

/** Days before the end of a network's version of its interface at which it is said. */
const versionDays = 90;

/** Accounts that are refused or whose connection ends soon, and networks whose interface does, the most urgent first. */
export const listExpiring = query(z.object({}), async (ctx) => {
	authorize(ctx.actor, 'account.list', maySeePosts, null);
	const rows = await ctx.db
		.selectFrom('publishing.account')
		.select(['id', 'network', 'name', 'expires', 'refused'])
		.where('disconnected', 'is', null)
		.where((eb) =>
			eb.or([
				eb('refused', 'is not', null),
				eb('expires', '<=', new Date(ctx.now.getTime() + warningDays[0] * 86_400_000)),
			]),
		)
		.orderBy('expires')
		.execute();
	const used = new Set(
		(
			await ctx.db
				.selectFrom('publishing.account')
				.select('network')
				.distinct()
				.where('disconnected', 'is', null)
				.execute()
		).map(({ network }) => network),
	);
	const versions = everyNetwork().flatMap((network) => {
		const version = used.has(network.name) ? network.version?.(ctx) : undefined;
		const days = version?.ends ? daysLeft(version.ends, ctx.now) : Number.POSITIVE_INFINITY;
		return days <= versionDays ? [{ title: network.title(ctx.locale), version: version!.name, days }] : [];
	});
	return {
		accounts: rows.map(({ id, network, name, expires, refused }) => ({
			id,
			name,
			network,
			title: networkTitle(ctx.locale, network),
			/** Null: it is refused already. */
			days: refused ? null : daysLeft(expires!, ctx.now),
		})),
		versions,
	};
});
