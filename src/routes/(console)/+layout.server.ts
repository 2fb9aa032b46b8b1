import { redirect, type ServerLoadEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { Problem } from '#platform/problem.ts';
import { countWaiting } from '#inbox/server/index.ts';
import { countQueue } from '#moderation/server/index.ts';

/** The rooms where people work: staff only. Whoever has not signed in is asked to, and comes back. */
export async function load({ locals, url }: ServerLoadEvent) {
	const { actor } = locals;
	if (actor.kind === 'visitor') redirect(303, `/login?to=${encodeURIComponent(url.pathname + url.search)}`);
	if (actor.kind === 'member' && actor.withheld)
		redirect(303, `/login/second?to=${encodeURIComponent(url.pathname + url.search)}`);
	if (actor.kind !== 'member' || !staff(actor))
		throw new Problem('permission.denied', 403, { action: 'console.enter' });
	const { ctx } = locals;
	const [waiting, toDecide] = await Promise.all([countWaiting(ctx, {}), countQueue(ctx, {})]);
	return { actor, waiting, toDecide, siteUrl: ctx.site.url };
}
