import { redirect, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { pictureLimits } from '#media/picture-limits.ts';
import { mayUpload } from '#media/policy.ts';
import { listPictures, storePicture } from '#media/server/index.ts';
import { submit } from '#web/form.ts';
import { readUpload } from '#web/read-upload.ts';

export async function load({ locals, url }: RequestEvent) {
	const search = (url.searchParams.get('q') ?? '').slice(0, 100);
	const unused = url.searchParams.has('unused');
	const before = Number(url.searchParams.get('before')) || undefined;
	return { pictures: await listPictures(locals.ctx, { search, unused, before }), search, unused, before };
}

export const actions = {
	/** One picture, from a browser without scripts. */
	default: async (event: RequestEvent) => {
		const stored = await submit(event, {}, async () => {
			authorize(event.locals.actor, 'picture.upload', mayUpload, null);
			const { file } = await readUpload(event, 'file', pictureLimits.bytes);
			return storePicture(event.locals.ctx, { file });
		});
		if ('id' in stored) redirect(303, `/console/media/${stored.id}`);
		return stored;
	},
};
