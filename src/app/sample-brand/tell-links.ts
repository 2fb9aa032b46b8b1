import type { Ctx } from '#platform/context/context.ts';
import { createLink } from '#publishing/server/index.ts';
import { articles, links, type Arrival } from '#app/sample-brand/content/index.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Who pastes and prints links. */
const maker = 'aying';

/** Links that were pasted, printed or sent by hand. */
export const tellLinks = ({ when }: Story): Deed[] =>
	links.map((link) => ({
		key: `link:${link.key}`,
		time: when(link.made),
		by: maker,
		async once(ctx, story) {
			const article = articles.find(({ key }) => key === link.article);
			const made = await createLink(ctx, {
				target: article ? `/articles/${article.slug}` : '/',
				article: article ? story.id(`article:${article.key}`) : null,
				channel: link.channel,
				label: link.label,
			});
			return made.id;
		},
	}));

/** The tracked link of an arrival (`post:KEY`, `link:KEY`), or null for every other way. */
export async function findLinkOf(ctx: Ctx, story: Story, via: Arrival): Promise<{ id: number; code: string } | null> {
	if (!via.startsWith('post:') && !via.startsWith('link:')) return null;
	const of = story.id(via);
	const found = ctx.db.selectFrom('publishing.link').select(['id', 'code']);
	return (via.startsWith('post:') ? found.where('post', '=', of) : found.where('id', '=', of)).executeTakeFirstOrThrow();
}
