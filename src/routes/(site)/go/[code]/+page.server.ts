import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { notFound } from '#platform/problem.ts';
import { countClick } from '#insight/server/index.ts';
import { viaCookie, viaValue } from '#insight/via.ts';
import { findLink } from '#publishing/server/index.ts';

export const csr = false;

/** A tracked link: counted, remembered until the browser is closed, and led on. Counting never keeps anybody waiting at a broken door. */
export async function load(event: RequestEvent) {
	const { ctx, actor, front } = event.locals;
	event.setHeaders({ 'cache-control': 'no-store', 'x-robots-tag': 'noindex' });
	const link = await findLink(ctx, { code: event.params['code'] ?? '' });
	if (!link) throw notFound('link');
	const headers = event.platform?.req.headers ?? {};
	const member = actor.kind === 'member' ? { id: actor.member, staff: staff(actor) } : null;
	const click = {
		link: link.id,
		address: front.address,
		userAgent: headers['user-agent'] ?? '',
		headers,
		member,
		method: event.request.method,
	};
	await countClick(ctx, click).catch((error: unknown) => ctx.log.error('click not counted', { link: link.id, error }));
	event.cookies.set(viaCookie, viaValue(link.code, ctx.now), {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		secure: event.url.protocol === 'https:',
	});
	redirect(302, link.target);
}
