import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import { toMarkdown } from '#platform/document/to-markdown.ts';
import type { Document } from '#platform/document/schema.ts';
import { articlePath } from '#content/article.ts';
import { pagePath } from '#content/page.ts';
import { pictureIds } from '#content/server/index.ts';
import type { PlaceNames } from '#transfer/server/export/place-names.ts';
import { asJson, eachRow, iso } from '#transfer/server/export/rows.ts';
import type { Sink } from '#transfer/server/export/sink.ts';

interface Row {
	id: number;
	slug: string;
	title: string;
	excerpt: string;
	locale: string;
	published: Date | null;
	document: Document;
	facts: Record<string, unknown>;
	/** Number of the picture that somebody chose to stand for it. */
	chosen?: number | null;
}

/** Every article, each as Markdown with front matter for other systems and as the exact JSON for this one. */
export async function* writeArticles(ctx: Ctx, sink: Sink, names: PlaceNames): AsyncGenerator<number> {
	const rows = eachRow(
		0,
		async (after, most) =>
			(
				await sql<Row>`
		select a.id, a.slug, a.title, a.excerpt, a.locale, a.published, a.body as document, a.chosen_cover as chosen, json_build_object(
			'access', a.access, 'tags', a.tags, 'created', ${iso('a.created')}, 'changed', ${iso('a.changed')},
			'published', ${iso('a.published')}, 'scheduled', ${iso('a.scheduled')},
			'authors', coalesce((select json_agg(m.handle::text order by w.position) from content.article_author w
				join membership.member m on m.id = w.member where w.article = a.id), '[]'),
			'series', (select json_build_object('slug', s.slug, 'position', a.series_position) from content.series s where s.id = a.series),
			'translates', (select o.slug from content.article o where o.id = a.translates and o.deleted is null),
			'version', a.version,
			'formerSlugs', coalesce((select json_agg(f.slug order by f.slug) from content.former_slug f where f.article = a.id), '[]'),
			'thread', (select json_build_object('number', t.id, 'opened', ${iso('t.opened')}, 'closed', ${iso('t.closed')})
				from community.thread t where t.id = a.thread),
			'search', (select json_build_object('title', s.title, 'description', s.description, 'indexed', s.unlisted is null)
				from seo.override s where s.article = a.id)
		) as facts
		from content.article a where a.deleted is null and a.id > ${after} order by a.id limit ${most}`.execute(ctx.db)
			).rows,
		100,
	);
	for await (const row of rows) {
		// Pictures have other numbers in every house; their places in the text are the same.
		const place = row.chosen ? pictureIds(row.document).indexOf(Number(row.chosen)) : -1;
		row.facts['coverPlace'] = place < 0 ? null : place;
		yield* write(ctx, sink, names, 'articles', row, articlePath(row.slug));
	}
}

/** Every page, in the same way. */
export async function* writePages(ctx: Ctx, sink: Sink, names: PlaceNames): AsyncGenerator<number> {
	const rows = eachRow(
		0,
		async (after, most) =>
			(
				await sql<Row>`
		select p.id, p.slug, p.title, p.excerpt, p.locale, p.published, p.body as document, json_build_object(
			'role', p.role, 'created', ${iso('p.created')}, 'changed', ${iso('p.changed')}, 'published', ${iso('p.published')},
			'withdrawn', ${iso('p.withdrawn')}, 'author', (select m.handle::text from membership.member m where m.id = p.author),
			'translates', (select o.slug from content.page o where o.id = p.translates),
			'formerSlugs', coalesce((select json_agg(f.slug order by f.slug) from content.former_page_slug f where f.page = p.id), '[]')
		) as facts
		from content.page p where p.id > ${after} order by p.id limit ${most}`.execute(ctx.db)
			).rows,
		100,
	);
	for await (const row of rows) yield* write(ctx, sink, names, 'pages', row, pagePath(row.slug));
}

async function* write(
	ctx: Ctx,
	sink: Sink,
	names: PlaceNames,
	folder: string,
	row: Row,
	path: string,
): AsyncGenerator<number> {
	const { slug, title, excerpt, locale, facts } = row;
	const plain = names.plain(row.document, '../');
	await sink.add(
		`${folder}/${slug}.json`,
		asJson({ title, slug, locale, excerpt, ...facts, document: names.exact(row.document) }),
	);
	const { tags, authors, published, access, changed, series } = facts as Record<string, unknown>;
	const matter = {
		title,
		slug,
		url: ctx.site.url + path,
		lang: locale,
		date: published ?? undefined,
		lastmod: changed,
		draft: published ? undefined : true,
		description: excerpt || undefined,
		authors,
		tags,
		series: (series as { slug: string } | null)?.slug,
		access: access === 'members' ? access : undefined,
	};
	await sink.add(`${folder}/${slug}.md`, `---\n${yaml(matter)}---\n\n${toMarkdown(plain)}\n`);
	yield 1;
}

/** JSON's texts and lists are YAML's as well. */
const yaml = (matter: Record<string, unknown>): string =>
	Object.entries(matter)
		.filter(([, value]) => value !== undefined)
		.map(([name, value]) => `${name}: ${JSON.stringify(value)}\n`)
		.join('');
