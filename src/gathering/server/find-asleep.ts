import type { Ctx } from '#platform/context/context.ts';
import { customaryQuiet, quietUntil } from '#platform/language/quiet.ts';

/** Which of these members are left in peace at this moment, by the hours that they chose or that are customary. */
export async function findAsleep(ctx: Ctx, members: readonly number[]): Promise<Set<number>> {
	if (!members.length) return new Set();
	const [brand, chosen] = await Promise.all([
		ctx.db.selectFrom('site.brand').select('time_zone').executeTakeFirst(),
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
			const timeZone = row?.time_zone ?? brand?.time_zone ?? 'Asia/Taipei';
			return quietUntil(ctx.now, timeZone, row ? own : customaryQuiet) !== null;
		}),
	);
}
