import { Problem } from '#platform/problem.ts';
import { forumPlace } from '#transfer/forum/forum-place.ts';
import { findFiles, firstBytes, readPieces } from '#transfer/reading/open-files.ts';
import { itemsOfObjects } from '#transfer/nodebb/object-items.ts';
import { surveyObjects } from '#transfer/nodebb/survey-objects.ts';
import type { Reading, ReadingOptions, ReadingWorld } from '#transfer/source.ts';

/**
 * Opens what `mongoexport --collection objects` wrote of a NodeBB, gzip or not. Its objects stand in no order, so it is gone through four times.
 * Throws Problem `transfer.wrong-file`, `transfer.broken`.
 */
export async function openNodebb(place: string, options: ReadingOptions, world: ReadingWorld): Promise<Reading> {
	const { files, total } = await findFiles(place, ['.json', '.ndjson', '.json.gz', '.ndjson.gz']);
	if (!/"_key"\s*:/.test((await firstBytes(files[0] as string, 65_536)).toString('utf8')))
		throw new Problem('transfer.wrong-file', 422, { source: 'NodeBB' });
	async function* pieces(read: (bytes: number) => void): AsyncGenerator<Uint8Array> {
		for (const file of files) {
			yield* readPieces(file, read, world.signal);
			yield Buffer.from('\n');
		}
	}
	const survey = await surveyObjects(pieces(() => undefined));
	if (!survey.users.size) throw new Problem('transfer.wrong-file', 422, { source: 'NodeBB' });
	let position = 0;
	return {
		...forumPlace('nodebb', '/assets/', options, world),
		items() {
			position = 0;
			return itemsOfObjects(survey, () => pieces((bytes) => void (position += bytes)));
		},
		progress: () => ({ position: Math.min(position, total * 3), total: total * 3 }),
	};
}
