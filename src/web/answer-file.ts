import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { notFound } from '#platform/problem.ts';

/** Hands a file of the server out piece by piece, to be kept by nobody on the way. Throws Problem `file.not-found`. */
export async function answerFile(place: string, name: string, type: string): Promise<Response> {
	const file = await open(place).catch(() => null);
	if (!file) throw notFound('file');
	const { size } = await file.stat();
	return new Response(Readable.toWeb(file.createReadStream()) as ReadableStream<Uint8Array>, {
		headers: {
			'content-type': type,
			'content-length': String(size),
			'content-disposition': `attachment; filename="${name.replace(/[^\w.-]/g, '-')}"`,
			'cache-control': 'private, no-store',
		},
	});
}
