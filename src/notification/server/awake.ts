import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { readBrand } from '#site/server/index.ts';
import { quietFor, quietUntil } from '#platform/language/quiet.ts';

/** When a member is left in peace, as their row `r` of `notification.rhythm` says. */
export interface Hours {
	time_zone: string | null;
	quiet_from: number | null;
	quiet_until: number | null;
	/** The member chose no hours. */
	customary: boolean;
}

/** The columns of that, for a query that joins it on the left. */
export const hoursColumns = sql.raw('r.time_zone, r.quiet_from, r.quiet_until, r.member is null as customary');

/**
 * Of things whose time has come those whose member is awake, up to so many; whoever sleeps has theirs put off until their morning, by the
 * clocks of the site where they chose none. What is beyond `most` is not looked at.
 */
export async function wakeful<T extends Hours>(
	ctx: Ctx,
	due: readonly T[],
	most: number,
	putOff: (one: T, morning: Date) => Promise<unknown>,
): Promise<T[]> {
	const { timeZone } = await readBrand(ctx, {});
	const awake: T[] = [];
	for (const one of due) {
		if (awake.length === most) break;
		const morning = quietUntil(ctx.now, one.time_zone ?? timeZone, quietFor(one));
		if (morning) await putOff(one, morning);
		else awake.push(one);
	}
	return awake;
}
