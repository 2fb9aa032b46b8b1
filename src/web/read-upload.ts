import type { RequestEvent } from '@sveltejs/kit';
import { Problem } from '#platform/problem.ts';

/** The bytes of an uploaded file. Throws Problem `upload.missing` (422). */
export async function readUpload(event: RequestEvent, name: string): Promise<Buffer> {
	const file = (await event.request.formData()).get(name);
	if (!(file instanceof File) || !file.size) throw new Problem('upload.missing', 422);
	return Buffer.from(await file.arrayBuffer());
}
