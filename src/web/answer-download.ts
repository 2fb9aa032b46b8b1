import type { RequestEvent } from '@sveltejs/kit';
import type { Download } from '#media/server/index.ts';
import { readRange } from '#web/read-range.ts';

/** A file as a download: never shown inside this site, whole or the part that was asked for (RFC 9110 §14). */
export async function answerDownload({ request, locals }: RequestEvent, found: Download): Promise<Response> {
	const { digest, file, name, type, size } = found;
	const etag = `"${digest.slice(0, 32)}"`;
	const headers = new Headers({
		'content-type': type,
		'content-disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encode(name)}`,
		'content-security-policy': "default-src 'none'; sandbox",
		'cache-control': 'public, max-age=31536000, immutable',
		'accept-ranges': 'bytes',
		etag,
	});
	if (request.headers.get('if-none-match')?.includes(etag)) return new Response(null, { status: 304, headers });
	// A part of another version would be put to the parts of this one.
	const condition = request.headers.get('if-range');
	const range = condition && condition !== etag ? null : readRange(request.headers.get('range'), size);
	if (range === 'unsatisfiable') {
		headers.set('content-range', `bytes */${size}`);
		return new Response(null, { status: 416, headers });
	}
	const stored = await locals.ctx.files.read(file, range ?? undefined);
	if (!stored) return new Response(null, { status: 404 });
	headers.set('content-length', String(range ? range.last - range.first + 1 : size));
	if (range) headers.set('content-range', `bytes ${range.first}-${range.last}/${size}`);
	return new Response(stored.stream, { status: range ? 206 : 200, headers });
}

/** For old programs: the name with everything but plain characters replaced. */
const plainName = (name: string): string => name.replace(/[^\w.-]/g, '_');

/** RFC 8187: what may stand in an extended parameter. */
const encode = (name: string): string =>
	encodeURIComponent(name).replace(/['()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
