import type { RequestEvent } from '@sveltejs/kit';
import { mostPictures } from '#community/pictured.ts';
import { pictureLimits } from '#media/picture-limits.ts';
import { storePicture } from '#media/server/index.ts';
import { readForm } from '#web/form.ts';
import { rateLimit } from '#web/rate-limit.ts';
import { carriesFiles, readUploads } from '#web/read-upload.ts';

/** Looking at a photograph takes a second of the processor's time: twelve at once, then four a minute. */
const pace = rateLimit(12, 4);

type Sent = Awaited<ReturnType<typeof readUploads>>['files'];

/** The form of something that is said, and the pictures that were chosen for it. */
export async function readSaid(event: RequestEvent): Promise<{ values: Record<string, string>; files: Sent }> {
	if (!carriesFiles(event.request)) return { values: await readForm(event), files: [] };
	const { fields, files } = await readUploads(event, 'picture', pictureLimits.bytes, mostPictures);
	return { values: fields, files };
}

/**
 * Keeps the pictures that were sent with something that is said, and says which belong to it: those of a try before that was refused (`pictures`)
 * first. Afterwards `values` carries them all, so that nobody chooses them anew when the words are refused.
 */
export async function takePictures(event: RequestEvent, values: Record<string, string>, files: Sent) {
	const { ctx } = event.locals;
	const kept = (values['pictures'] ?? '').split(' ').filter((id) => /^\d{1,15}$/.test(id));
	const words = (values['alt'] ?? '').split(/\r?\n/);
	try {
		for (const { file } of files) {
			pace.take(`${ctx.site.name} ${ctx.actor.kind === 'member' ? ctx.actor.member : 0}`, Date.now());
			const alt = (words[kept.length] ?? '').slice(0, 500);
			kept.push(String((await storePicture(ctx, { file, alt, talked: true })).id));
		}
	} finally {
		values['pictures'] = kept.join(' ');
		for (const { file } of files) await file.discard();
	}
	return kept.map((id, place) => ({ id, alt: (words[place] ?? '').trim() }));
}

/** Throws away what was sent with something that cannot carry it. */
export async function leavePictures(files: Sent): Promise<void> {
	for (const { file } of files) await file.discard();
}
