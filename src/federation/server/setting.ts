import type { Ctx } from '#platform/context/context.ts';

/** How the house speaks to the open network; null: not at all. */
export async function readSwitch(ctx: Ctx): Promise<{ switched: Date; name: string } | null> {
	const row = await ctx.db.selectFrom('federation.setting').select(['switched', 'name']).executeTakeFirst();
	return row?.switched ? { switched: row.switched, name: row.name } : null;
}

/** Whether a server, or one above its name, is blocked. */
export async function isBlocked(ctx: Ctx, host: string): Promise<boolean> {
	const parts = host.replace(/:\d+$/, '').split('.');
	const names = parts.map((_, place) => parts.slice(place).join('.'));
	const row = await ctx.db
		.selectFrom('federation.blocked')
		.select('host')
		.where('host', 'in', names)
		.executeTakeFirst();
	return row !== undefined;
}
