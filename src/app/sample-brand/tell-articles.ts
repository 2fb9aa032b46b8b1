import { fromMarkdown } from '#platform/document/from-markdown.ts';
import type { Picture } from '#media/picture.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { articles, pictures as drawings, type SampleArticle } from '#app/sample-brand/content/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Minutes between the last save and publishing. */
const rest = 20;

/** Articles are written, and published at their time; the draft stays one, the last one is scheduled. */
export function tellArticles({ when }: Story, pictures: ReadonlyMap<string, Picture>): Deed[] {
	return articles.flatMap((article) => {
		const at = when(article.at);
		// What lies ahead was written the evening before today.
		const written = article.state === 'draft' ? at : later(article.state === 'scheduled' ? when([-1, 21, 0]) : at, -rest);
		const write: Deed = {
			key: `article:${article.key}`,
			time: written,
			by: article.author,
			once: async (ctx) =>
				(await writeArticle(ctx, {
					title: article.title, slug: article.slug, excerpt: article.excerpt, tags: [...article.tags], locale: article.language,
					body: bodyOf(article, pictures),
				})).id,
		};
		if (article.state === 'draft') return [write];
		const publish: Deed = {
			key: `published:${article.key}`,
			time: later(written, rest),
			by: article.author,
			async once(ctx, story) {
				await publishArticle(ctx, { id: story.id(`article:${article.key}`), ...(article.state === 'scheduled' ? { at } : {}) });
				return undefined;
			},
		};
		return [write, publish];
	});
}

/** The document of an article; its first picture is its cover. */
function bodyOf({ markdown, cover }: SampleArticle, pictures: ReadonlyMap<string, Picture>): unknown {
	const picture = (key: string) => {
		const stored = pictures.get(key);
		const drawing = drawings.find((one) => one.key === key);
		if (!stored || !drawing) throw new Error(`The sample has no picture ${key}`);
		return { id: stored.id, src: stored.src, alt: drawing.alt, caption: drawing.caption, width: stored.width, height: stored.height };
	};
	const document = fromMarkdown(
		// Addresses of the sample's own kind would not pass as addresses.
		markdown.replaceAll('](picture:', '](/media/sample-picture-'),
		'article',
		{ picture: (address) => (address.startsWith('/media/sample-picture-') ? picture(address.slice('/media/sample-picture-'.length)) : null) },
	);
	const first = document.content.find((block) => block.type === 'picture');
	if (!cover || first?.attrs.id === pictures.get(cover)?.id) return document;
	return { ...document, content: [{ type: 'picture', attrs: picture(cover) }, ...document.content] };
}
