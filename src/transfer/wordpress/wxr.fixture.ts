/** Writes WordPress exports for tests and measurements, as WordPress 6 writes them. */
export interface FixtureComment {
	id: number;
	author?: string;
	content?: string;
	parent?: number;
	approved?: string;
	type?: string;
	user?: number;
	date?: string;
}

export interface FixtureItem {
	id: number;
	type?: string;
	status?: string;
	title?: string;
	content?: string;
	excerpt?: string;
	name?: string;
	link?: string;
	date?: string;
	creator?: string;
	password?: string;
	parent?: number;
	commentStatus?: string;
	categories?: readonly string[];
	tags?: readonly string[];
	/** What else it is filed under: the taxonomy, the end of the address, the name. */
	terms?: readonly (readonly [string, string, string])[];
	sticky?: boolean;
	meta?: Readonly<Record<string, string>>;
	attachment?: string;
	comments?: readonly FixtureComment[];
}

const cdata = (text: string): string => `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`;

export const fixtureHead = (
	site = 'https://old.example',
	language = 'zh-TW',
): string => `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.8" created="2026-01-01 00:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>老店</title>
	<link>${site}</link>
	<language>${language}</language>
	<wp:wxr_version>1.2</wp:wxr_version>
	<wp:base_site_url>${site}</wp:base_site_url>
	<wp:base_blog_url>${site}</wp:base_blog_url>
	<wp:author><wp:author_id>1</wp:author_id><wp:author_login>${cdata('mei')}</wp:author_login><wp:author_email>${cdata('mei@old.example')}</wp:author_email><wp:author_display_name>${cdata('林美')}</wp:author_display_name></wp:author>
	<wp:author><wp:author_id>2</wp:author_id><wp:author_login>${cdata('ghost')}</wp:author_login><wp:author_email>${cdata('')}</wp:author_email><wp:author_display_name>${cdata('https://spam.example')}</wp:author_display_name></wp:author>
	<wp:category><wp:term_id>1</wp:term_id><wp:category_nicename>${cdata('news')}</wp:category_nicename><wp:cat_name>${cdata('最新消息')}</wp:cat_name><wp:category_description>${cdata('店裡的 &amp; 大小事')}</wp:category_description></wp:category>
	<wp:tag><wp:term_id>2</wp:term_id><wp:tag_slug>${cdata('soy')}</wp:tag_slug><wp:tag_name>${cdata('醬油')}</wp:tag_name></wp:tag>
`;

export const fixtureFoot = '</channel>\n</rss>\n';

/** One `item` of the channel. */
export function fixtureItem(item: FixtureItem, site = 'https://old.example'): string {
	const date = item.date ?? '2019-05-06 07:08:09';
	const name = item.name ?? `post-${item.id}`;
	return `<item>
	<title>${cdata(item.title ?? `文章 ${item.id}`)}</title>
	<link>${item.link ?? `${site}/2019/05/${name}/`}</link>
	<pubDate>Mon, 06 May 2019 07:08:09 +0000</pubDate>
	<dc:creator>${cdata(item.creator ?? 'mei')}</dc:creator>
	<guid isPermaLink="false">${site}/?p=${item.id}</guid>
	<description></description>
	<content:encoded>${cdata(item.content ?? '<p>內容。</p>')}</content:encoded>
	<excerpt:encoded>${cdata(item.excerpt ?? '')}</excerpt:encoded>
	<wp:post_id>${item.id}</wp:post_id>
	<wp:post_date>${cdata(date)}</wp:post_date>
	<wp:post_date_gmt>${cdata(date)}</wp:post_date_gmt>
	<wp:comment_status>${cdata(item.commentStatus ?? 'open')}</wp:comment_status>
	<wp:post_name>${cdata(name)}</wp:post_name>
	<wp:status>${cdata(item.status ?? 'publish')}</wp:status>
	<wp:post_parent>${item.parent ?? 0}</wp:post_parent>
	<wp:post_type>${cdata(item.type ?? 'post')}</wp:post_type>
	<wp:post_password>${cdata(item.password ?? '')}</wp:post_password>
	<wp:is_sticky>${item.sticky ? 1 : 0}</wp:is_sticky>
${item.attachment ? `	<wp:attachment_url>${cdata(item.attachment)}</wp:attachment_url>\n` : ''}${(item.categories ?? [])
		.map((one) => `	<category domain="category" nicename="${encodeURIComponent(one)}">${cdata(one)}</category>\n`)
		.join('')}${(item.tags ?? [])
		.map((one) => `	<category domain="post_tag" nicename="${encodeURIComponent(one)}">${cdata(one)}</category>\n`)
		.join('')}${(item.terms ?? [])
		.map(([domain, slug, name]) => `	<category domain="${domain}" nicename="${slug}">${cdata(name)}</category>\n`)
		.join('')}${Object.entries(item.meta ?? {})
		.map(
			([key, value]) =>
				`	<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>\n`,
		)
		.join('')}${(item.comments ?? []).map(fixtureComment).join('')}</item>
`;
}

const fixtureComment = (comment: FixtureComment): string => `	<wp:comment>
		<wp:comment_id>${comment.id}</wp:comment_id>
		<wp:comment_author>${cdata(comment.author ?? '客人')}</wp:comment_author>
		<wp:comment_author_email>${cdata('guest@mail.example')}</wp:comment_author_email>
		<wp:comment_date>${cdata(comment.date ?? '2019-06-01 10:00:00')}</wp:comment_date>
		<wp:comment_date_gmt>${cdata(comment.date ?? '2019-06-01 10:00:00')}</wp:comment_date_gmt>
		<wp:comment_content>${cdata(comment.content ?? `留言 ${comment.id}`)}</wp:comment_content>
		<wp:comment_approved>${cdata(comment.approved ?? '1')}</wp:comment_approved>
		<wp:comment_type>${cdata(comment.type ?? 'comment')}</wp:comment_type>
		<wp:comment_parent>${comment.parent ?? 0}</wp:comment_parent>
		<wp:comment_user_id>${comment.user ?? 0}</wp:comment_user_id>
	</wp:comment>
`;

/** A whole export. */
export const fixtureWxr = (items: readonly FixtureItem[], site?: string): string =>
	fixtureHead(site) + items.map((item) => fixtureItem(item, site)).join('') + fixtureFoot;
