import { canonicalAddress, findFile, findPicture, pictureCheck, withoutSize } from '#transfer/reading/find-picture.ts';
import { htmlText } from '#transfer/reading/html-text.ts';
import { tagItems } from '#transfer/reading/tag-items.ts';
import type { Item } from '#transfer/item.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';
import { isMachinery, oldPath } from '#transfer/wordpress/old-addresses.ts';
import { openRestApi, type RestApi } from '#transfer/wordpress/rest-api.ts';
import { commentOfRest, readRow, writingOfRest, type RestSurvey } from '#transfer/wordpress/rest-item.ts';
import { surveyRest } from '#transfer/wordpress/survey-rest.ts';
import { isDefaultTerm, isPicture } from '#transfer/wordpress/survey-wxr.ts';

/** Kinds of content of WordPress itself; what others make is told, not read. */
const ownTypes =
	/^(?:post|page|attachment|nav_menu_item|wp_[a-z_]+|revision|custom_css|customize_changeset|oembed_cache|user_request)$/;

/**
 * Opens a WordPress site by its address: what its REST API tells everybody, or, with a user and an application password,
 * drafts, e-mails and texts as they were written, too. Foreign ids are those of an export file of the same site.
 */
export async function openRest(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const api = await openRestApi(place, options, world);
	const statuses = { status: api.signedIn ? 'publish,future,draft,pending,private' : 'publish' };
	const survey = await surveyRest(api);
	const total =
		(await api.count('posts', statuses)) + (await api.count('pages', statuses)) + (await api.count('comments'));
	let position = 0;
	const site = { base: api.home };
	return {
		origin: api.home,
		async *items() {
			position = 0;
			yield* survey.people;
			for (const { address, alt } of survey.attachments.values())
				yield isPicture(address)
					? { kind: 'picture', id: address, address, alt }
					: { kind: 'file', id: address, address, name: '' };
			for (const kind of ['article', 'page'] as const)
				for await (const row of api.each(kind === 'page' ? 'pages' : 'posts', statuses)) {
					position++;
					yield writingOfRest(row, kind, survey, site);
				}
			for await (const row of api.each('comments')) {
				position++;
				yield commentOfRest(row, survey);
			}
			yield* heldBack(api);
			yield* termItems(survey, site.base);
		},
		progress: () => ({ position: Math.min(position, total), total }),
		picture: (address) => findPicture(address, options, world),
		...pictureCheck(options),
		pictureAddress(found) {
			const address = canonicalAddress(found, `${site.base}/`);
			if (!address || survey.addresses.has(address)) return address;
			return withoutSize(address).find((one) => survey.addresses.has(one)) ?? address;
		},
		file: async (address) => ({ bytes: await findFile(address, options, world) }),
		fileAddress(found) {
			const address = canonicalAddress(found, `${site.base}/`);
			return address && survey.addresses.has(address) && !isPicture(address) ? address : null;
		},
		homePath(address) {
			const path = oldPath(site, address);
			return path && !isMachinery(path) ? path : null;
		},
		close: async () => undefined,
	};
}

/** What the site has and does not tell, or is no content that there is here. */
async function* heldBack(api: RestApi): AsyncGenerator<Item> {
	const left = (id: string, what: string, note: { code: string; details?: Record<string, string | number> }): Item => ({
		kind: 'left',
		id,
		what,
		title: id,
		note,
	});
	if (api.signedIn)
		for (const [status, code] of [
			['hold', 'comment.waiting'],
			['spam', 'comment.spam'],
		] as const)
			for await (const row of api.each('comments', { status })) {
				const { id, text } = readRow(row);
				yield {
					kind: 'left',
					id,
					what: 'comment',
					title: `${text('author_name')}: ${htmlText(text('content')).slice(0, 80)}`,
					note: { code },
				};
			}
	else yield left('rest', 'other', { code: 'rest.public-only' });
	for (const type of await api.types())
		if (!ownTypes.test(type)) yield left(`type ${type}`, 'other', { code: 'type', details: { type } });
}

/** Lists of a category or tag lead to the tag of the same name, with what was said of it; both are tags here. */
function* termItems(survey: RestSurvey, base: string): Generator<Item> {
	for (const { name, link, description } of survey.terms.values()) {
		if (!isDefaultTerm(name)) yield* tagItems(name, description);
		const path = oldPath({ base }, link);
		if (path && !path.includes('?') && path !== '/' && !isDefaultTerm(name))
			yield { kind: 'redirect', id: path, to: { path: `/tags/${encodeURIComponent(name)}` } };
	}
}
