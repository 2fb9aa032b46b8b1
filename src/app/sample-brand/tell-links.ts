import type { Ctx } from '#platform/context/context.ts';
import { createLink, makeQr } from '#publishing/server/index.ts';
import { articles, links, type Arrival } from '#app/sample-brand/content/index.ts';
import type { SampleLink } from '#app/sample-brand/content/types.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Who pastes and prints links. */
const maker = 'aying';

/** Links that were pasted, printed or sent by hand. */
export const tellLinks = ({ when }: Story): Deed[] =>
	links.map((link: SampleLink) => ({
		key: `link:${link.key}`,
		time: when(link.made),
		by: maker,
		async once(ctx, story) {
			const article = articles.find(({ key }) => key === link.article);
			const target = article ? `/articles/${article.slug}` : '/';
			const made = link.printed
				? await makeQr(ctx, { target, name: link.label, ...link.printed })
				: await createLink(ctx, {
						target,
						article: article ? story.id(`article:${article.key}`) : null,
						channel: link.channel,
						label: link.label,
					});
			return made.id;
		},
	}));

/** A tracked link. */
export interface Link {
	id: number;
	code: string;
}

const found = new WeakMap<Story, Map<string, Link>>();

/** The tracked link of an arrival (`post:KEY`, `link:KEY`), or null for every other way. */
export async function findLinkOf(ctx: Ctx, story: Story, via: Arrival): Promise<Link | null> {
	if (!via.startsWith('post:') && !via.startsWith('link:')) return null;
	const known = found.get(story) ?? new Map<string, Link>();
	found.set(story, known);
	const of = story.id(via);
	const links = ctx.db.selectFrom('publishing.link').select(['id', 'code']);
	const link =
		known.get(via) ??
		(await (
			via.startsWith('post:') ? links.where('post', '=', of) : links.where('id', '=', of)
		).executeTakeFirstOrThrow());
	known.set(via, link);
	return link;
}
