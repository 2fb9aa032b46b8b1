import type { RequestEvent } from '@sveltejs/kit';
import { notFound } from '#platform/problem.ts';
import { countClick, takeBackClicks } from '#insight/server/index.ts';
import { noteMailClick } from '#notification/server/index.ts';
import { findLink } from '#publishing/server/index.ts';
import { followerOf } from '#web/follower-of.ts';

/**
 * A tracked link that is followed: counted, and where it stood in somebody's mail noted for them, unless a program
 * followed it. A code that rests is not counted: it brings nobody anywhere. Counting never keeps anybody waiting at a broken
 * door. Throws Problem `link.not-found`.
 */
export async function followLink(event: RequestEvent) {
	const { ctx } = event.locals;
	const link = await findLink(ctx, { code: event.params['code'] ?? '' });
	if (!link) throw notFound('link');
	if (link.resting) return link;
	const click = { ...followerOf(event), link: link.id, printed: link.place !== null };
	try {
		const counted = await countClick(ctx, click);
		const key = event.url.searchParams.get('n');
		if (key && !click.member?.staff) {
			const wrong = await noteMailClick(ctx, { key, link: link.id, counted });
			if (wrong.length) await takeBackClicks(ctx, wrong);
		}
	} catch (error) {
		ctx.log.error('click not counted', { link: link.id, error });
	}
	return link;
}
