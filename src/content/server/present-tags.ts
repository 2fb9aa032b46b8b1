import type { Ctx } from '#platform/context/context.ts';

/** Tags as they are called now, each once: whoever writes a former name means the present one. */
export async function presentTags(ctx: Ctx, tags: readonly string[]): Promise<string[]> {
	if (!tags.length) return [];
	const former = await ctx.db
		.selectFrom('content.former_tag')
		.select(['name', 'leads_to'])
		.where('name', 'in', [...tags])
		.execute();
	const present = new Map(former.map(({ name, leads_to }) => [name, leads_to]));
	return [...new Set(tags.map((tag) => present.get(tag) ?? tag))];
}
