import { Problem } from '#platform/problem.ts';
import { canonicalAddress } from '#transfer/reading/find-picture.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { firstBytes, readPieces, type OpenFiles } from '#transfer/reading/open-files.ts';
import { childText, readXml, type XmlElement } from '#transfer/reading/read-xml.ts';
import type { OldSite } from '#transfer/wordpress/old-addresses.ts';
import type { Attachment } from '#transfer/wordpress/shortcodes.ts';

/** What has to be known before the first article is read, wherever in the file it stands. */
export interface Survey {
	site: OldSite;
	locale: 'zh-TW' | 'en' | null;
	/** Number of a user there to the name they sign in with. */
	logins: Map<string, string>;
	/** Library pictures by their number, and by the article they were uploaded to. */
	attachments: Map<string, Attachment>;
	byParent: Map<string, Attachment[]>;
	/** Addresses of the library's pictures. */
	addresses: Set<string>;
	/** Blocks that are written once for many articles, by their number. */
	reused: Map<string, string>;
	/** Authors as a plug-in for several of them names them: the end of its address, the login. */
	coauthors: Map<string, string>;
	/** Old categories and tags: the end of the address, the name. */
	terms: { base: 'category' | 'tag'; slug: string; name: string; description: string }[];
}

/** More of them than a site has; they stay in memory. */
const mostReused = 200;

/** Goes through the export once. A file that breaks later on is told so by the reading itself, not here. */
export async function surveyWxr(open: OpenFiles, from: string | undefined, signal?: AbortSignal): Promise<Survey> {
	const survey: Survey = {
		site: { base: from?.replace(/\/+$/, '') ?? '' },
		locale: null,
		logins: new Map(),
		attachments: new Map(),
		byParent: new Map(),
		addresses: new Set(),
		reused: new Map(),
		coauthors: new Map(),
		terms: [],
	};
	for (const file of open.files) {
		const begin = (await firstBytes(file))
			.toString('utf8')
			.replace(/^\uFEFF/, '')
			.trimStart();
		if (!begin.startsWith('<')) throw new Problem('transfer.wrong-file', 422, { source: 'WordPress' });
		try {
			let known = false;
			for await (const element of readXml(
				readPieces(file, () => undefined, signal),
				3,
			)) {
				const own = note(survey, element);
				known ||= own || element.name === 'item';
			}
			if (!known) throw new Problem('transfer.wrong-file', 422, { source: 'WordPress' });
		} catch (error) {
			if (!(error instanceof Problem) || error.code !== 'transfer.broken') throw error;
		}
	}
	return survey;
}

/** Takes up one element of the channel; true for those that only WordPress writes. */
function note(survey: Survey, element: XmlElement): boolean {
	const text = element.text.trim();
	switch (element.name) {
		case 'link':
			survey.site.base ||= text.replace(/\/+$/, '');
			return false;
		case 'wp:base_blog_url':
			survey.site.base = text.replace(/\/+$/, '') || survey.site.base;
			return true;
		case 'language':
			survey.locale = /^zh/i.test(text) ? 'zh-TW' : /^en/i.test(text) ? 'en' : null;
			return false;
		case 'wp:wxr_version':
			return true;
		case 'wp:author': {
			const login = childText(element, 'wp:author_login').trim();
			if (login) survey.logins.set(childText(element, 'wp:author_id').trim() || login, login);
			return true;
		}
		case 'wp:category':
		case 'wp:tag': {
			const base = element.name === 'wp:tag' ? 'tag' : 'category';
			const slug = childText(element, base === 'tag' ? 'wp:tag_slug' : 'wp:category_nicename').trim();
			const name = htmlText(childText(element, base === 'tag' ? 'wp:tag_name' : 'wp:cat_name'));
			const description = childText(element, `wp:${base}_description`);
			if (slug && name) survey.terms.push({ base, slug, name, description });
			return true;
		}
		case 'wp:term':
			noteTerm(survey, element);
			return true;
		case 'item':
			if (childText(element, 'wp:post_type') === 'attachment') noteAttachment(survey, element);
			if (childText(element, 'wp:post_type') === 'wp_block' && survey.reused.size < mostReused)
				survey.reused.set(
					childText(element, 'wp:post_id').trim(),
					childText(element, 'content:encoded').slice(0, 100_000),
				);
			return childText(element, 'wp:post_id') !== '';
		default:
			return element.name.startsWith('wp:');
	}
}

/** A term of a plug-in's; that of an author who wrote with others names who that is. */
function noteTerm(survey: Survey, element: XmlElement): void {
	const taxonomy = childText(element, 'wp:term_taxonomy').trim();
	const slug = childText(element, 'wp:term_slug').trim();
	if (taxonomy !== 'author' || !slug) return;
	// Its description holds name, login and address in one line.
	const said = childText(element, 'wp:term_description').split(/\s+/);
	const logins = [...survey.logins.values()];
	const login = logins.find((one) => `cap-${one}` === slug) ?? logins.find((one) => said.includes(one));
	if (login) survey.coauthors.set(slug, login);
}

function noteAttachment(survey: Survey, item: XmlElement): void {
	// Without one, the address of the site itself would stand for it.
	const said = childText(item, 'wp:attachment_url').trim();
	const address = said && canonicalAddress(said, survey.site.base);
	if (!address) return;
	const attachment: Attachment = {
		address,
		parent: childText(item, 'wp:post_parent').trim(),
		alt: metaOf(item).get('_wp_attachment_image_alt')?.slice(0, 500) ?? '',
		caption: childText(item, 'excerpt:encoded').slice(0, 500),
	};
	survey.attachments.set(childText(item, 'wp:post_id').trim(), attachment);
	survey.addresses.add(address);
	if (!isPicture(address)) return;
	const siblings = survey.byParent.get(attachment.parent);
	if (siblings) siblings.push(attachment);
	else survey.byParent.set(attachment.parent, [attachment]);
}

export const isPicture = (address: string): boolean => /\.(?:jpe?g|png|gif|webp|avif|heic|tiff?|bmp)$/i.test(address);

/** What plug-ins and WordPress itself noted beside an article. */
export const metaOf = (item: XmlElement): Map<string, string> =>
	new Map(
		item.children
			.filter((child) => child.name === 'wp:postmeta')
			.map((meta) => [childText(meta, 'wp:meta_key'), childText(meta, 'wp:meta_value')]),
	);

/** The category of everything that was given none. */
export const isDefaultTerm = (name: string): boolean => /^(?:uncategori[sz]ed|未分類|未分类)$/i.test(name.trim());
