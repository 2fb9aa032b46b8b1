import type { Ctx } from '#platform/context/context.ts';

/** How the house speaks to the open network; null: not at all. */
export async function readSwitch(ctx: Ctx): Promise<{ switched: Date; name: string } | null> {
	const row = await ctx.db.selectFrom('federation.setting').select(['switched', 'name']).executeTakeFirst();
	return row?.switched ? { switched: row.switched, name: row.name } : null;
}

/** Whether a server, or one above its name, is blocked; or one person of it by what they are called there. */
export async function isBlocked(ctx: Ctx, host: string, person = ''): Promise<boolean> {
	const bare = host.replace(/:\d+$/, '');
	const parts = bare.split('.');
	const names = parts.map((_, place) => parts.slice(place).join('.'));
	if (person) names.push(`${person.toLowerCase()}@${bare}`);
	const row = await ctx.db
		.selectFrom('federation.blocked')
		.select('host')
		.where('host', 'in', names)
		.executeTakeFirst();
	return row !== undefined;
}
