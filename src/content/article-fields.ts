/** An article's parts beside its text, as the editor's form has them. */
export interface ArticleFields {
	title: string;
	excerpt: string;
	slug: string;
	tags: string;
	access: string;
	locale: string;
}

interface Written {
	title: string;
	excerpt: string;
	slug: string;
	tags: readonly string[];
	access: string;
	locale: string;
}

/** An article as its form shows it. */
export const fieldsOf = (article: Written): Record<string, string> =>
	({
		title: article.title,
		excerpt: article.excerpt,
		slug: article.slug,
		tags: article.tags.join('、'),
		access: article.access,
		locale: article.locale,
	}) satisfies ArticleFields;

/** Tags as they are typed, between commas of any kind. */
export const splitTags = (typed: string): string[] =>
	typed
		.split(/[,，、]/)
		.map((tag) => tag.trim())
		.filter(Boolean);
