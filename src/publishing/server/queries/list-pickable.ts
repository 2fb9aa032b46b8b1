import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { findPictures, listPictures } from '#media/server/index.ts';
import { mediaPath, plainSize, type Picture } from '#media/picture.ts';
import { mayShare } from '#publishing/policy.ts';

/** Pictures of the library that are offered unasked. */
const offered = 12;

/** Pictures that may go with a post: those that were chosen, then the newest of the library. As a page shows them and as a network would judge them. */
export const listPickable = query(z.object({ chosen: z.array(z.number()) }), async (ctx, { chosen }) => {
	authorize(ctx.actor, 'post.share', mayShare, null);
	const [known, recent] = await Promise.all([findPictures(ctx, chosen), listPictures(ctx, { limit: offered })]);
	const all = [...new Map([...known.values(), ...recent.items].map((one) => [one.id, one])).values()];
	return all.map(shown);
});

function shown(picture: Picture) {
	const size = plainSize(picture.files);
	return {
		id: picture.id,
		alt: picture.alt,
		src: mediaPath(picture.files.plain[0]?.file ?? size?.file ?? ''),
		type: size?.file.endsWith('.png') ? 'image/png' : 'image/jpeg',
		width: size?.width ?? 0,
		height: size?.height ?? 0,
		bytes: size?.bytes ?? 0,
		focus: picture.focus,
	};
}
