import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { menuNames, type ItemKind, type MenuRow } from '#site/menu.ts';
import { mayArrangeSite } from '#site/policy.ts';

/** A menu as it is arranged, for those who arrange it; version 0 and no rows where nobody did yet. */
export const readMenu = query(z.object({ menu: z.enum(menuNames) }), async (ctx, { menu }) => {
	authorize(ctx.actor, 'site.arrange', mayArrangeSite, null);
	const known = await ctx.db.selectFrom('site.menu').select('version').where('name', '=', menu).executeTakeFirst();
	const rows = await ctx.db
		.selectFrom('site.menu_item')
		.selectAll()
		.where('menu', '=', menu)
		.orderBy('position')
		.execute();
	const items = rows.map((row): MenuRow => ({
		kind: row.kind as ItemKind,
		target: row.target ?? String(row.page ?? row.article ?? ''),
		label: row.label,
		labelEn: row.label_en,
		nested: row.nested,
	}));
	return { version: known?.version ?? 0, items };
});
