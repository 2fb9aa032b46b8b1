import { Problem } from '#platform/problem.ts';
import { forumPlace } from '#transfer/forum/forum-place.ts';
import { backupUploads } from '#transfer/discourse/backup-uploads.ts';
import { openBackup } from '#transfer/discourse/open-backup.ts';
import { itemsOfBackup } from '#transfer/discourse/backup-items.ts';
import { surveyBackup } from '#transfer/discourse/survey-backup.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/**
 * Opens a Discourse backup. It is gone through four times, since nothing in it stands before what names it: for what all posts need, for the
 * topics, for the posts, and for what was said to them without a word. Pictures come out of the backup where they lie in it.
 */
export async function openDiscourse(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const backup = await openBackup(place, world.signal);
	const survey = await surveyBackup(backup.pieces(() => undefined));
	if (!survey.seen.has('posts') || !survey.seen.has('users'))
		throw new Problem('transfer.wrong-file', 422, { source: 'Discourse' });
	const uploads = options.uploads ?? backup.uploads ?? undefined;
	const forum = forumPlace('discourse', '/uploads/', { ...options, uploads }, world);
	const inside = backup.tar && !uploads ? backupUploads(backup.tar, backup.total, world) : null;
	let position = 0;
	return {
		...forum,
		...(inside && {
			picture: async (address) => (await inside.read(address)) ?? forum.picture(address),
			lacksPicture: async (address) => ((await inside.has(address)) ? null : (forum.lacksPicture?.(address) ?? null)),
			close: () => inside.close(),
		}),
		items() {
			position = 0;
			return itemsOfBackup(survey, () => backup.pieces((bytes) => void (position += bytes)));
		},
		progress: () => ({ position: Math.min(position, backup.total * 3), total: backup.total * 3 }),
	};
}
