import type { Item, Note, Person, Writing } from '#transfer/item.ts';
import { readMeta } from '#transfer/ghost/read-meta.ts';
import { lexicalHtml } from '#transfer/ghost/lexical-html.ts';
import { mobiledocHtml } from '#transfer/ghost/mobiledoc-html.ts';

export interface GhostTag {
	name: string;
	slug: string;
	description: string;
	/** It had a picture, a colour or words for search engines of its own. */
	more: boolean;
}

/** What Ghost keeps in tables of their own. */
export interface GhostTables {
	tags: Map<string, GhostTag>;
	tagsOf: Map<string, { tag: string; order: number }[]>;
	users: Map<string, Record<string, unknown>>;
	authorsOf: Map<string, { author: string; order: number }[]>;
	metaOf: Map<string, Record<string, unknown>>;
	/** Scripts that the whole site carried. */
	siteCode: boolean;
}

const placeholder = /__GHOST_URL__/g;

/** A post or page of Ghost. */
export function writingOfGhost(row: Record<string, unknown>, tables: GhostTables, base: string): Item {
	const text = (name: string): string => (typeof row[name] === 'string' ? row[name] : '');
	const id = text('id') || String(row['id'] ?? '');
	const kind = text('type') === 'page' || row['page'] === true || row['page'] === 1 ? 'page' : 'article';
	const title = text('title');
	if (!id) return { kind: 'left', id: title, what: kind, title, note: { code: 'no-id' } };
	const notes = new Map<string, Note>();
	const note = (one: Note): void => void notes.set(one.code, one);
	const status = text('status') || (row['published_at'] ? 'published' : 'draft');
	const time = readMoment(row['published_at']);
	if (status === 'scheduled') note({ code: 'was-scheduled', details: { time: time?.toISOString() ?? '' } });
	if (status === 'sent') note({ code: 'ghost.email-only' });
	if (status === 'published' && !time) note({ code: 'time-unknown' });
	const visibility = text('visibility') || 'public';
	if (visibility !== 'public' && visibility !== 'members') note({ code: 'ghost.paid' });
	const lost = (): void => note({ code: 'ghost.card' });
	// What was never shown has no HTML there yet; then it is made of what the editor keeps.
	const made = text('html') ? null : (lexicalHtml(text('lexical'), lost) ?? mobiledocHtml(text('mobiledoc'), lost));
	const body = text('html') || made || '';
	if (!body && (text('lexical') || text('mobiledoc'))) note({ code: 'ghost.no-html' });
	const tags = [...(tables.tagsOf.get(id) ?? [])].sort((one, other) => one.order - other.order);
	const slug = text('slug');
	const [author = text('author_id') || null, ...coauthors] = [...(tables.authorsOf.get(id) ?? [])]
		.sort((one, other) => one.order - other.order)
		.map((one) => one.author);
	// Until 2019 they stood in the post itself.
	const meta = { ...row, ...tables.metaOf.get(id) };
	const { search, coverAlt } = readMeta(meta, kind, note);
	const cover = text('feature_image').replace(placeholder, base);
	return {
		kind,
		id,
		title: title === '(Untitled)' ? '' : title,
		html: cleanCards((body || paragraphs(text('plaintext'))).replace(placeholder, base), note),
		excerpt: text('custom_excerpt').replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
		slug,
		tags: tags.flatMap(({ tag }) => tables.tags.get(tag)?.name ?? []).filter((name) => !name.startsWith('#')),
		author,
		...(coauthors.length ? { coauthors } : {}),
		locale: /^zh/i.test(text('locale')) ? 'zh-TW' : /^en/i.test(text('locale')) ? 'en' : null,
		access: visibility === 'public' ? 'public' : 'members',
		published: status === 'published' ? (time ?? new Date(0)) : null,
		cover: URL.canParse(cover) ? cover : null,
		...(coverAlt ? { coverAlt } : {}),
		...(search ? { search } : {}),
		addresses: slug ? [`/${slug}/`] : [],
		open: true,
		notes: [...notes.values()],
	} satisfies Writing;
}

/** A reader who had joined there; what they agreed to comes along as it is, and nobody writes to them for it. */
export function memberOfGhost(row: Record<string, unknown>): Person | Item {
	const email = typeof row['email'] === 'string' ? row['email'] : '';
	const id = `member ${String(row['uuid'] ?? row['id'] ?? email)}`;
	if (!email) return { kind: 'left', id, what: 'person', title: id, note: { code: 'person.no-email' } };
	const { subscribed = null, status = null, labels = null, created_at = null, email_disabled = null } = row;
	return {
		kind: 'person',
		id,
		name: (typeof row['name'] === 'string' && row['name'].trim()) || (email.split('@')[0] ?? ''),
		email,
		bio: '',
		joined: readMoment(row['created_at']),
		consent: { from: 'ghost', subscribed, status, labels, created_at, email_disabled },
	};
}

/** Cards of Ghost's editor that are more than their text. */
function cleanCards(html: string, note: (note: Note) => void): string {
	if (/kg-(?:signup|product|email|email-cta|header)-card/.test(html)) note({ code: 'ghost.card' });
	if (/<script\b/i.test(html)) note({ code: 'script' });
	// A bookmark is a link with pictures of the other site around it; the link is what is said.
	return html.replace(/<figure class="[^"]{0,200}kg-bookmark-card[\s\S]{0,20000}?<\/figure>/g, (card) => {
		const address = /href="([^"]{1,2000})"/.exec(card)?.[1] ?? '';
		const title = /kg-bookmark-title">([^<]{0,500})</.exec(card)?.[1] ?? address;
		return address ? `<p><a href="${address}">${title}</a></p>` : '';
	});
}

const paragraphs = (plain: string): string =>
	plain
		.split(/\n{2,}/)
		.map((text) => `<p>${text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\n', '<br>')}</p>`)
		.join('');

/** RFC 3339, or as MySQL writes it; milliseconds in exports of the first versions. */
function readMoment(value: unknown): Date | null {
	const time =
		typeof value === 'number'
			? new Date(value)
			: typeof value === 'string' && value
				? new Date(/^\d{4}-\d\d-\d\d \d\d:/.test(value) ? `${value.replace(' ', 'T')}Z` : value)
				: null;
	return time && time.getTime() > 0 && time.getTime() < Date.UTC(2200, 0, 1) ? time : null;
}
