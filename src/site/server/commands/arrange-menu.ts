import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { linkAddress } from '#platform/document/address.ts';
import { Problem, type FieldProblem } from '#platform/problem.ts';
import { itemKinds, menuNames, mostItems, type MenuRow } from '#site/menu.ts';
import { mayArrangeSite } from '#site/policy.ts';

export const ArrangeMenu = z.object({
	menu: z.enum(menuNames),
	/** The version that was read, 0 for a menu that nobody arranged yet. */
	version: z.coerce.number().int().min(0),
	items: z
		.array(
			z.object({
				kind: z.enum(itemKinds),
				target: z.string().trim().max(500, 'too-long').default(''),
				label: z.string().trim().max(40, 'too-long').default(''),
				labelEn: z.string().trim().max(60, 'too-long').default(''),
				nested: z.boolean().default(false),
			}),
		)
		.max(mostItems, 'menu-full'),
});

/** Arranges a menu as a whole; every page follows at once. */
export const arrangeMenu = command(ArrangeMenu, async (ctx, { menu, version, items }) => {
	const known = await ctx.db
		.selectFrom('site.menu')
		.select('version')
		.where('name', '=', menu)
		.forUpdate()
		.executeTakeFirst();
	authorize(ctx.actor, 'site.arrange', mayArrangeSite, null);
	if ((known?.version ?? 0) !== version) throw new Problem('menu.changed-meanwhile', 409);
	const troubles = (await Promise.all(items.map((item, index) => troublesOf(ctx, item, index)))).flat();
	if (troubles.length) throw invalidInput(troubles);

	const row = { name: menu, version: version + 1, changed: ctx.now };
	await ctx.db
		.insertInto('site.menu')
		.values(row)
		.onConflict((conflict) => conflict.column('name').doUpdateSet(row))
		.execute();
	await ctx.db.deleteFrom('site.menu_item').where('menu', '=', menu).execute();
	if (items.length) {
		await ctx.db
			.insertInto('site.menu_item')
			.values(
				items.map(({ kind, target, label, labelEn, nested }, position) => ({
					menu,
					position,
					nested: nested && position > 0,
					kind,
					page: kind === 'page' ? Number(target) : null,
					article: kind === 'article' ? Number(target) : null,
					target: kind === 'tag' || kind === 'address' ? target : null,
					label,
					label_en: labelEn,
				})),
			)
			.execute();
	}
	ctx.record({ name: 'menu.arranged', about: 'site', data: { menu, items: items.length } });
	return { version: version + 1 };
});

/** What keeps an item from leading anywhere. */
async function troublesOf(ctx: Ctx, item: MenuRow, index: number): Promise<FieldProblem[]> {
	const at = (part: string, key: string): FieldProblem => ({ path: `items.${index}.${part}`, key });
	const { kind, target } = item;
	const found: FieldProblem[] = [];
	if ((kind === 'address' || kind === 'heading') && !item.label && !item.labelEn) found.push(at('label', 'missing'));
	if (kind === 'tag' && (!target || target.length > 30)) found.push(at('target', 'menu-target'));
	if (kind === 'address' && (linkAddress(target) !== target || !/^(?:\/|https:)/.test(target)))
		found.push(at('target', 'menu-address'));
	if (kind === 'page' || kind === 'article') {
		const there =
			/^\d{1,15}$/.test(target) &&
			(await ctx.db.selectFrom(`content.${kind}`).select('id').where('id', '=', Number(target)).executeTakeFirst());
		if (!there) found.push(at('target', 'menu-target'));
	}
	return found;
}
