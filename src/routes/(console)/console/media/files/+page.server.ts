import { redirect, type RequestEvent } from '@sveltejs/kit';
import { authorize } from '#platform/actor.ts';
import { largestAttachment } from '#media/attachment.ts';
import { mayUpload } from '#media/policy.ts';
import { listFiles, storeFile } from '#media/server/index.ts';
import { submit } from '#web/form.ts';
import { readUpload } from '#web/read-upload.ts';

export async function load({ locals, url }: RequestEvent) {
	const search = (url.searchParams.get('q') ?? '').slice(0, 100);
	const unused = url.searchParams.has('unused');
	const before = Number(url.searchParams.get('before')) || undefined;
	return { files: await listFiles(locals.ctx, { search, unused, before }), search, unused, before };
}

export const actions = {
	default: async (event: RequestEvent) => {
		const stored = await submit(event, {}, async () => {
			authorize(event.locals.actor, 'file.upload', mayUpload, null);
			const { file, name } = await readUpload(event, 'file', largestAttachment);
			return storeFile(event.locals.ctx, { file, name });
		});
		if ('id' in stored) redirect(303, `/console/media/files/${stored.id}`);
		return stored;
	},
};
