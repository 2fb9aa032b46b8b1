import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayTake } from '#content/policy.ts';
import { findTaker } from '#content/server/index.ts';
import { findDownload } from '#media/server/index.ts';
import { readRange } from '#web/read-range.ts';

/**
 * A file as a download, for whoever may read what offers it: never shown inside this site, whole or the part that was
 * asked for (RFC 9110 §14). Who may is asked each time; whoever has the file already is sent no byte of it again.
 */
export async function answerDownload({ request, locals, params, url }: RequestEvent): Promise<Response> {
	const found = await findDownload(locals.ctx, params['digest'] ?? '');
	if (!found) error(404);
	const { id, digest, file, name, type, size } = found;
	const taker = await findTaker(locals.ctx, { file: id });
	if (!mayTake(locals.actor, { access: taker })) {
		if (taker === 'staff') error(404);
		redirect(303, `/join?to=${encodeURIComponent(url.pathname)}`);
	}
	const etag = `"${digest.slice(0, 32)}"`;
	const headers = new Headers({
		'content-type': type,
		'content-disposition': `attachment; filename="${plainName(name)}"; filename*=UTF-8''${encode(name)}`,
		'content-security-policy': "default-src 'none'; sandbox",
		// Nobody on the way keeps what is not for everybody, or hands out for longer what is no longer offered.
		'cache-control': taker === 'public' ? 'public, no-cache' : 'private, no-cache',
		vary: 'cookie',
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
