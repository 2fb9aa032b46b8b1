import { error, type RequestEvent } from '@sveltejs/kit';
import { mediaType } from '#web/media-type.ts';

/** A file of the site. Its name is a hash of its content, so it may be kept for ever. */
export async function GET({ params, locals }: RequestEvent) {
	const type = mediaType(params['file'] ?? '');
	const found = type ? await locals.ctx.files.read(params['file'] as string) : null;
	if (!found || !type) error(404);
	return new Response(found.stream, {
		headers: {
			'content-type': type,
			'content-length': String(found.size),
			'cache-control': 'public, max-age=31536000, immutable',
			'content-security-policy': "default-src 'none'",
		},
	});
}
