import type { Item, Note, Writing } from '#transfer/item.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { childText, type XmlElement } from '#transfer/reading/read-xml.ts';
import { cleanBody } from '#transfer/wordpress/clean-body.ts';
import { addressesOf } from '#transfer/wordpress/old-addresses.ts';
import { isDefaultTerm, isPicture, metaOf, type Survey } from '#transfer/wordpress/survey-wxr.ts';
import { commentsOfWxr } from '#transfer/wordpress/wxr-comment.ts';
import { readSearchWords } from '#transfer/wordpress/search-words.ts';
import { readTerms } from '#transfer/wordpress/read-terms.ts';
import { readTime } from '#transfer/wordpress/read-time.ts';

/** Types that are WordPress's own furniture: what they hold is no text of the brand's. */
const furniture =
	/^(?:nav_menu_item|revision|wp_[a-z_]+|custom_css|customize_changeset|oembed_cache|user_request|acf-[a-z-]+)$/;

/** An `item` of an export: an article with its comments, a page, a picture, or something that does not come. */
export function* itemsOfWxr(element: XmlElement, survey: Survey): Generator<Item> {
	const field = (name: string): string => childText(element, name).trim();
	const id = field('wp:post_id');
	const type = field('wp:post_type') || 'post';
	const title = htmlText(field('title'));
	const left = (what: string, code: string, details: Note['details'] = {}): Item => ({
		kind: 'left',
		id: id || title,
		what,
		title: title || id,
		note: { code, details },
	});
	if (!id) return yield left('other', 'no-id');
	if (type === 'attachment') {
		const found = survey.attachments.get(id);
		if (!found) return yield left('picture', 'picture.no-address');
		if (!isPicture(found.address)) return yield { kind: 'file', id: found.address, address: found.address, name: '' };
		return yield { kind: 'picture', id: found.address, address: found.address, alt: found.alt };
	}
	if (type !== 'post' && type !== 'page')
		return yield left('other', furniture.test(type) ? 'furniture' : 'type', { type: type.slice(0, 40) });
	const kind = type === 'page' ? 'page' : 'article';
	const status = field('wp:status');
	if (['trash', 'auto-draft', 'inherit'].includes(status)) return yield left(kind, 'trash');
	yield writing(element, survey, { id, kind, title, status });
	yield* commentsOfWxr(element, survey, id);
}

function writing(
	element: XmlElement,
	survey: Survey,
	{ id, kind, title, status }: { id: string; kind: 'article' | 'page'; title: string; status: string },
): Writing {
	const field = (name: string): string => childText(element, name).trim();
	const meta = metaOf(element);
	const notes = new Map<string, Note>();
	const note = (one: Note): void => void notes.set(JSON.stringify(one), one);
	const body = cleanBody(childText(element, 'content:encoded'), {
		post: id,
		attachment: (number) => survey.attachments.get(number),
		attachmentsOf: (post) => survey.byParent.get(post) ?? [],
		reused: (number) => survey.reused.get(number),
		note,
	});
	const time = readTime(field('wp:post_date_gmt'), field('wp:post_date'), field('pubDate'));
	const locked = field('wp:post_password') !== '';
	const wasPublic = status === 'publish' && !locked;
	if (locked) note({ code: 'was-protected' });
	else if (status === 'private') note({ code: 'was-private' });
	else if (status === 'future') note({ code: 'was-scheduled', details: { time: time?.toISOString() ?? '' } });
	if (wasPublic && !time) note({ code: 'time-unknown' });
	const cover = survey.attachments.get(meta.get('_thumbnail_id')?.trim() ?? '')?.address ?? null;
	const slug = decoded(field('wp:post_name'));
	const terms = element.children.filter(
		(child) => child.name === 'category' && /^(?:category|post_tag)$/.test(child.attributes['domain'] ?? ''),
	);
	const author = field('dc:creator') || null;
	const { coauthors, lost } = readTerms(element, survey, author);
	for (const one of lost) note(one);
	const search = readSearchWords(meta, title, note);
	if (search && kind === 'page') note({ code: 'page-search' });
	if (field('wp:is_sticky') === '1') note({ code: 'featured' });
	return {
		kind,
		id,
		title,
		html: body.html,
		excerpt: field('excerpt:encoded') || body.beginning || '',
		slug,
		tags: terms.map((term) => htmlText(term.text)).filter((name) => name && !isDefaultTerm(name)),
		author: coauthors[0] ?? author,
		...(coauthors.length > 1 ? { coauthors: coauthors.slice(1) } : {}),
		...(search && kind === 'article' ? { search } : {}),
		locale: survey.locale,
		access: 'public',
		published: wasPublic ? (time ?? new Date(0)) : null,
		cover,
		addresses: addressesOf(survey.site, {
			id,
			link: field('link'),
			slug: field('wp:post_name'),
			formerSlugs: element.children
				.filter((child) => child.name === 'wp:postmeta' && childText(child, 'wp:meta_key') === '_wp_old_slug')
				.map((child) => decoded(childText(child, 'wp:meta_value'))),
			page: kind === 'page',
		}),
		open: field('wp:comment_status') !== 'closed',
		notes: [...notes.values()],
	};
}

function decoded(slug: string): string {
	try {
		return decodeURIComponent(slug);
	} catch {
		return slug;
	}
}
