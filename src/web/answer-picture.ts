import { error, type RequestEvent } from '@sveltejs/kit';
import { mayTake } from '#content/policy.ts';
import { findOnlooker } from '#content/server/index.ts';
import { opensPicture } from '#media/server/index.ts';
import { mediaType } from '#web/media-type.ts';

/**
 * A file of the site that pages show. Its name is a hash of its content: what is for everybody may be kept for ever, by
 * everything on the way; what is for members by their own browsers alone. What somebody said can be taken away, and is kept for a day.
 */
export async function answerPicture({ params, locals: { ctx, actor }, url }: RequestEvent): Promise<Response> {
	const file = params['file'] ?? '';
	const type = mediaType(file);
	if (!type) error(404);
	const access = await findOnlooker(ctx, { file });
	const may = access === 'said' || access === 'asker' || (access !== 'nobody' && mayTake(actor, { access }));
	if (!may && !opensPicture(ctx.site, file, url.searchParams.get('letter'))) error(404);
	const found = await ctx.files.read(file);
	if (!found) error(404);
	return new Response(found.stream, {
		headers: {
			'content-type': type,
			'content-length': String(found.size),
			'content-security-policy': "default-src 'none'",
			...(access === 'public' || access === 'said'
				? { 'cache-control': access === 'said' ? 'public, max-age=86400' : 'public, max-age=31536000, immutable' }
				: { 'cache-control': 'private, max-age=86400', vary: 'cookie' }),
		},
	});
}
