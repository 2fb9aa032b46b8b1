import type { Place } from '#seo/graph.ts';
import { seoText } from '#seo/messages/index.ts';

interface Listed {
	title: string;
	path: string;
	excerpt: string;
	access: string;
}

/** What is listed by its words alone. */
interface Described {
	title: string;
	path: string;
	description: string;
}

/** A line's text: no line end, and nothing that would end a Markdown link. */
const line = (text: string): string => text.replace(/\s+/g, ' ').replace(/[[\]]/g, '\\$&').trim();

/**
 * llms.txt: what the site is about, as Markdown for programs that read on somebody's behalf. It says what the pages say
 * and nothing more; no search engine asks for it.
 */
export function llmsText(
	{ brand, siteUrl }: Place,
	articles: readonly Listed[],
	categories: readonly { name: string; path: string; description: string }[],
	{ pages, series }: { pages: readonly Described[]; series: readonly Described[] },
): string {
	const say = seoText(brand.locale);
	const link = (title: string, path: string, text: string): string =>
		`- [${line(title)}](${siteUrl}${path})${text ? `: ${line(text)}` : ''}`;
	const part = (title: string, lines: readonly string[]): string[] =>
		lines.length ? ['', `## ${title}`, '', ...lines] : [];
	return [
		`# ${line(brand.name)}`,
		...(brand.tagline ? ['', `> ${line(brand.tagline)}`] : []),
		...part(
			say('llms.articles'),
			articles.map((article) =>
				link(
					article.title,
					article.path,
					[article.access === 'members' ? say('llms.members') : '', article.excerpt].filter(Boolean).join(' '),
				),
			),
		),
		...part(
			say('llms.series'),
			series.map((one) => link(one.title, one.path, one.description)),
		),
		...part(
			say('llms.pages'),
			pages.map((one) => link(one.title, one.path, one.description)),
		),
		...part(
			say('llms.community'),
			categories.map((category) => link(category.name, category.path, category.description)),
		),
		...part(say('llms.more'), [link(say('llms.feed'), '/feed.xml', ''), link(say('llms.sitemap'), '/sitemap.xml', '')]),
		'',
	].join('\n');
}
