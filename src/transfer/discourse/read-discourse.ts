import { Problem } from '#platform/problem.ts';
import { canonicalAddress, findPicture, pictureCheck } from '#transfer/reading/find-picture.ts';
import { openBackup } from '#transfer/discourse/open-backup.ts';
import { itemsOfBackup } from '#transfer/discourse/backup-items.ts';
import { surveyBackup } from '#transfer/discourse/survey-backup.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/**
 * Opens a Discourse backup. It is gone through four times, since nothing in it stands before what names it: for what all posts need, for the
 * topics, for the posts, and for what was said to them without a word.
 */
export async function openDiscourse(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const backup = await openBackup(place, world.signal);
	const survey = await surveyBackup(backup.pieces(() => undefined));
	if (!survey.seen.has('posts') || !survey.seen.has('users'))
		throw new Problem('transfer.wrong-file', 422, { source: 'Discourse' });
	const base = options.from?.replace(/\/+$/, '') ?? '';
	const pictures: ReadingOptions = { ...options, uploads: options.uploads ?? backup.uploads ?? undefined };
	let position = 0;
	return {
		// Its numbers are its own; the address tells two forums apart where it is given.
		origin: base ? `discourse ${new URL(base).host}` : 'discourse',
		items() {
			position = 0;
			return itemsOfBackup(survey, () => backup.pieces((bytes) => void (position += bytes)));
		},
		progress: () => ({ position: Math.min(position, backup.total * 3), total: backup.total * 3 }),
		picture: (address) => findPicture(address, pictures, world),
		...pictureCheck(pictures),
		pictureAddress: (found) => canonicalAddress(found, `${base || 'https://discourse.invalid'}/`),
		homePath(address) {
			if (address.startsWith('/')) return address;
			if (!base || !URL.canParse(address)) return null;
			const url = new URL(address);
			return url.host === new URL(base).host && !url.pathname.startsWith('/uploads/')
				? `${url.pathname}${url.search}${url.hash}`
				: null;
		},
		close: async () => undefined,
	};
}
