import { Problem } from '#platform/problem.ts';
import type { Item } from '#transfer/item.ts';
import { canonicalAddress, findFile, findPicture, pictureCheck, withoutSize } from '#transfer/reading/find-picture.ts';
import { findFiles, readPieces } from '#transfer/reading/open-files.ts';
import { tagItems } from '#transfer/reading/tag-items.ts';
import { childText, readXml, type XmlElement } from '#transfer/reading/read-xml.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';
import { isMachinery, oldPath } from '#transfer/wordpress/old-addresses.ts';
import { isDefaultTerm, isPicture, surveyWxr, type Survey } from '#transfer/wordpress/survey-wxr.ts';
import { itemsOfWxr } from '#transfer/wordpress/wxr-item.ts';

/**
 * Opens a WordPress export: one file, or a folder of the several that a large site is parted into. It is gone through
 * twice, once for what an article may need from anywhere in it, and once for the items themselves.
 */
export async function openWxr(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const { signal } = world;
	const open = await findFiles(place, ['.xml', '.xml.gz']);
	const survey = await surveyWxr(open, options.from, signal);
	if (!survey.site.base) throw new Problem('transfer.no-origin', 422);
	let position = 0;
	return {
		origin: survey.site.base,
		async *items() {
			position = 0;
			const seen = new Set<string>();
			for (const file of open.files) {
				const pieces = readPieces(file, (bytes) => void (position += bytes), signal);
				for await (const element of readXml(pieces, 3)) yield* itemsOf(element, survey, seen);
			}
			yield* termItems(survey);
		},
		progress: () => ({ position: Math.min(position, open.total), total: open.total }),
		picture: (address) => findPicture(address, options, world),
		...pictureCheck(options),
		pictureAddress: (found) => pictureOf(survey, found),
		file: async (address) => ({ bytes: await findFile(address, options, world) }),
		fileAddress(found) {
			const address = canonicalAddress(found, `${survey.site.base}/`);
			return address && survey.addresses.has(address) && !isPicture(address) ? address : null;
		},
		homePath(address) {
			const path = oldPath(survey.site, address);
			return path && !isMachinery(path) ? path : null;
		},
		close: async () => undefined,
	};
}

/** The parts of a parted export repeat the authors at their beginning. */
function* itemsOf(element: XmlElement, survey: Survey, seen: Set<string>): Generator<Item> {
	if (element.name === 'wp:author') {
		const login = childText(element, 'wp:author_login').trim();
		if (!login || seen.has(login)) return;
		seen.add(login);
		const said = childText(element, 'wp:author_display_name').trim();
		yield {
			kind: 'person',
			id: login,
			name: said || login,
			email: childText(element, 'wp:author_email').trim() || null,
			bio: '',
			joined: null,
		};
	} else if (element.name === 'item') yield* itemsOfWxr(element, survey);
}

/** A picture as it was uploaded, whichever of its sizes a text shows. */
function pictureOf(survey: Survey, found: string): string | null {
	const address = canonicalAddress(found, `${survey.site.base}/`);
	if (!address || survey.addresses.has(address)) return address;
	return withoutSize(address).find((one) => survey.addresses.has(one)) ?? address;
}

/** Lists of a category or tag lead to the tag of the same name; both are tags here. */
function* termItems(survey: Survey): Generator<Item> {
	const root = new URL(survey.site.base).pathname.replace(/\/$/, '');
	for (const { base, slug, name, description } of survey.terms) {
		if (isDefaultTerm(name)) continue;
		yield* tagItems(name, description);
		yield {
			kind: 'redirect',
			id: `${root}/${base}/${slug}/`,
			to: { path: `/tags/${encodeURIComponent(name)}` },
		};
	}
}
