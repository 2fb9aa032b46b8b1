import type { PictureAttributes } from '#platform/document/schema.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { publishArticle, writeArticle } from '#content/server/index.ts';
import { articles, pictures as drawings, type SampleArticle } from '#app/sample-brand/content/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { StoredPictures } from '#app/sample-brand/store-pictures.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Minutes between the last save and publishing. */
const rest = 20;

/** Articles are written, and published at their time; the draft stays one, the last one is scheduled. */
export function tellArticles({ when }: Story, pictures: StoredPictures): Deed[] {
	return articles.flatMap((article) => {
		const at = when(article.at);
		// What lies ahead was written the evening before today.
		const written =
			article.state === 'draft' ? at : later(article.state === 'scheduled' ? when([-1, 21, 0]) : at, -rest);
		const write: Deed = {
			key: `article:${article.key}`,
			time: written,
			by: article.author,
			once: async (ctx) =>
				(
					await writeArticle(ctx, {
						title: article.title,
						slug: article.slug,
						excerpt: article.excerpt,
						tags: [...article.tags],
						locale: article.language,
						body: await bodyOf(article, pictures),
					})
				).id,
		};
		if (article.state === 'draft') return [write];
		const publish: Deed = {
			key: `published:${article.key}`,
			time: later(written, rest),
			by: article.author,
			async once(ctx, story) {
				await publishArticle(ctx, {
					id: story.id(`article:${article.key}`),
					...(article.state === 'scheduled' ? { at } : {}),
				});
				return undefined;
			},
		};
		return [write, publish];
	});
}

/** Addresses of the sample's own kind would not pass as addresses. */
const marked = '/media/sample-picture-';

/** The document of an article; its first picture is its cover. */
async function bodyOf({ markdown, cover }: SampleArticle, stored: StoredPictures): Promise<unknown> {
	const keys = [...markdown.matchAll(/\]\(picture:([^)]+)\)/g)].map(([, key]) => key as string);
	const pictures = new Map<string, PictureAttributes>();
	for (const key of cover ? [cover, ...keys] : keys) {
		const { id, src, width, height } = await stored.find(key);
		const drawing = drawings.find((one) => one.key === key);
		pictures.set(key, { id, src, width, height, alt: drawing?.alt ?? '', caption: drawing?.caption ?? '' });
	}
	const document = fromMarkdown(markdown.replaceAll('](picture:', `](${marked}`), 'article', {
		picture: (address) => (address.startsWith(marked) ? (pictures.get(address.slice(marked.length)) ?? null) : null),
	});
	const top = cover ? pictures.get(cover) : undefined;
	const first = document.content.find((block) => block.type === 'picture');
	if (!top || first?.attrs.id === top.id) return document;
	return { ...document, content: [{ type: 'picture', attrs: top }, ...document.content] };
}
