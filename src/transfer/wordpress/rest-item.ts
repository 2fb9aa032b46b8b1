import type { Item, Note, Writing } from '#transfer/item.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { lineEndsToHtml } from '#transfer/reading/paragraphs.ts';
import { cleanBody } from '#transfer/wordpress/clean-body.ts';
import { addressesOf, type OldSite } from '#transfer/wordpress/old-addresses.ts';
import { readTime } from '#transfer/wordpress/read-time.ts';
import { searchOfRest } from '#transfer/wordpress/rest-search.ts';
import type { Attachment } from '#transfer/wordpress/shortcodes.ts';
import { isDefaultTerm } from '#transfer/wordpress/survey-wxr.ts';

/** What articles name by number. */
export interface RestSurvey {
	signedIn: boolean;
	/** Number of a user to the name by which an export knows them. */
	logins: Map<string, string>;
	/** By `category 3` and `tag 4`. */
	terms: Map<string, { base: 'category' | 'tag'; slug: string; name: string; link: string; description: string }>;
	/** Orders of things that plug-ins made: what does not come is named. */
	others: { taxonomy: string; route: string; names: Map<string, string> }[];
	/** The name of the site, which stands behind its titles. */
	site: string;
	attachments: Map<string, Attachment>;
	byParent: Map<string, Attachment[]>;
	addresses: Set<string>;
}

/** A row whose texts are either plain or `{ raw, rendered }`. */
export function readRow(row: Record<string, unknown>) {
	const id = typeof row['id'] === 'number' || typeof row['id'] === 'string' ? String(row['id']) : '';
	const of = (name: string, part: 'raw' | 'rendered'): string | null => {
		const value = row[name];
		const inner = value && typeof value === 'object' ? (value as Record<string, unknown>)[part] : null;
		return typeof inner === 'string' ? inner : null;
	};
	const text = (name: string): string => {
		const value = row[name];
		return typeof value === 'string' ? value : (of(name, 'raw') ?? of(name, 'rendered') ?? '');
	};
	return { id, text, raw: (name: string) => of(name, 'raw'), rendered: (name: string) => of(name, 'rendered') };
}

/** An article or page. As it was written where that is told, else as it was shown. */
export function writingOfRest(
	row: Record<string, unknown>,
	kind: 'article' | 'page',
	survey: RestSurvey,
	site: OldSite,
): Item {
	const { id, text, raw, rendered } = readRow(row);
	const title = htmlText(text('title'));
	if (!id) return { kind: 'left', id: title, what: kind, title, note: { code: 'no-id' } };
	const notes = new Map<string, Note>();
	const note = (one: Note): void => void notes.set(JSON.stringify(one), one);
	const written = raw('content');
	const attachmentsOf = (post: string): Attachment[] => survey.byParent.get(post) ?? [];
	const world = { post: id, attachment: (number: string) => survey.attachments.get(number), attachmentsOf, note };
	const body = written === null ? null : cleanBody(written, world);
	const shown = rendered('content') ?? '';
	if (!body && /<script\b/i.test(shown)) note({ code: 'script' });
	if (!body && /<(?:form|input|select|textarea)\b/i.test(shown)) note({ code: 'form' });
	const content = row['content'] as { protected?: unknown } | undefined;
	const locked = text('password') !== '' || content?.protected === true;
	const status = text('status') || 'publish';
	const wasPublic = status === 'publish' && !locked;
	const time = readTime(gmt(text('date_gmt')), gmt(text('date')));
	if (locked) note({ code: 'was-protected' });
	else if (status === 'private') note({ code: 'was-private' });
	else if (status === 'future') note({ code: 'was-scheduled', details: { time: time?.toISOString() ?? '' } });
	if (wasPublic && !time) note({ code: 'time-unknown' });
	const slug = decoded(text('slug') || text('generated_slug'));
	const terms = (name: string, base: string): string[] =>
		(Array.isArray(row[name]) ? (row[name] as unknown[]) : []).flatMap(
			(one) => survey.terms.get(`${base} ${String(one)}`)?.name ?? [],
		);
	for (const { taxonomy, route, names } of survey.others)
		for (const one of Array.isArray(row[route]) ? (row[route] as unknown[]) : [])
			note({
				code: 'taxonomy',
				details: { taxonomy: taxonomy.slice(0, 40), name: (names.get(String(one)) ?? String(one)).slice(0, 80) },
			});
	if (row['sticky'] === true) note({ code: 'featured' });
	const search = searchOfRest(row, { title, link: text('link'), site: survey.site }, note);
	if (search && kind === 'page') note({ code: 'page-search' });
	const tags = [...terms('categories', 'category'), ...terms('tags', 'tag')].filter((name) => !isDefaultTerm(name));
	return {
		kind,
		id,
		title,
		html: body?.html ?? shown,
		// A summary that nobody wrote is the beginning of the text, which is made here anyway.
		excerpt: raw('excerpt') ?? body?.beginning ?? '',
		slug,
		tags,
		author: survey.logins.get(String(row['author'] ?? '')) ?? null,
		...(search && kind === 'article' ? { search } : {}),
		locale: null,
		access: 'public',
		published: wasPublic ? (time ?? new Date(0)) : null,
		cover: survey.attachments.get(String(row['featured_media'] ?? ''))?.address ?? null,
		addresses: addressesOf(site, {
			id,
			link: text('link'),
			slug: text('slug'),
			formerSlugs: [],
			page: kind === 'page',
		}),
		open: text('comment_status') !== 'closed',
		notes: [...notes.values()],
	} satisfies Writing;
}

export function commentOfRest(row: Record<string, unknown>, survey: RestSurvey): Item {
	const { id, text, raw, rendered } = readRow(row);
	const name = text('author_name').slice(0, 100);
	const html = raw('content') ?? rendered('content') ?? '';
	const type = text('type') || 'comment';
	const title = `${name}: ${htmlText(html).slice(0, 80)}`;
	const code =
		type === 'pingback' || type === 'trackback'
			? 'comment.pingback'
			: type !== 'comment' && type !== 'review'
				? 'comment.type'
				: htmlText(html) || /<img/i.test(html)
					? null
					: 'empty';
	if (!id || code) return { kind: 'left', id: id || title, what: 'comment', title, note: { code: code ?? 'no-id' } };
	const parent = String(row['parent'] ?? '');
	const posted = readTime(gmt(text('date_gmt')), gmt(text('date')));
	return {
		kind: 'comment',
		id,
		under: String(row['post'] ?? ''),
		parent: parent && parent !== '0' ? parent : null,
		author: { person: survey.logins.get(String(row['author'] ?? '')) ?? null, name },
		html: raw('content') === null ? html : lineEndsToHtml(html),
		posted: posted ?? new Date(0),
		...(posted ? {} : { notes: [{ code: 'time-unknown' }] }),
	};
}

/** The API writes times with a T and without a zone. */
const gmt = (text: string): string => text.replace('T', ' ').slice(0, 19);

function decoded(slug: string): string {
	try {
		return decodeURIComponent(slug);
	} catch {
		return slug;
	}
}
