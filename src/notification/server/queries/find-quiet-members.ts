import { z } from 'zod';
import { query } from '#platform/context/command.ts';
import { readBrand } from '#site/server/index.ts';
import { customaryQuiet, quietUntil } from '#notification/quiet.ts';

/** Which of these members are left in peace at this moment, by the hours that they chose or that are customary. */
export const findQuietMembers = query(
	z.object({ members: z.array(z.number().int().positive()).max(10_000) }),
	async (ctx, { members }): Promise<Set<number>> => {
		if (!members.length) return new Set();
		const [{ timeZone }, chosen] = await Promise.all([
			readBrand(ctx, {}),
			ctx.db
				.selectFrom('notification.rhythm')
				.select(['member', 'time_zone', 'quiet_from', 'quiet_until'])
				.where('member', 'in', members)
				.execute(),
		]);
		const rhythms = new Map(chosen.map((row) => [row.member, row]));
		return new Set(
			members.filter((member) => {
				const row = rhythms.get(member);
				const { quiet_from: from, quiet_until: until } = row ?? {};
				const own = typeof from === 'number' && typeof until === 'number' ? { from, until } : null;
				return quietUntil(ctx.now, row?.time_zone ?? timeZone, row ? own : customaryQuiet) !== null;
			}),
		);
	},
);
