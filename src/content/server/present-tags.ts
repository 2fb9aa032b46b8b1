import type { Ctx } from '#platform/context/context.ts';

/** Tags as they are called now, each once: whoever writes a former name means the present one. */
export async function presentTags(ctx: Ctx, tags: readonly string[]): Promise<string[]> {
	return [...new Set(tags.map(await presentNames(ctx, tags)))];
}

/** The same for many articles: from a name among these to the present one. */
export async function presentNames(ctx: Ctx, tags: readonly string[]): Promise<(tag: string) => string> {
	if (!tags.length) return (tag) => tag;
	const former = await ctx.db
		.selectFrom('content.former_tag')
		.select(['name', 'leads_to'])
		.where('name', 'in', [...new Set(tags)])
		.execute();
	const present = new Map(former.map(({ name, leads_to }) => [name, leads_to]));
	return (tag) => present.get(tag) ?? tag;
}
