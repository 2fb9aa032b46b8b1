import { redirect, type RequestEvent } from '@sveltejs/kit';
import { staff } from '#platform/actor.ts';
import { listForeignBlocked, unblockForeign } from '#community/server/index.ts';
import { listBlocked, unblockMember } from '#membership/server/index.ts';
import { networkTitle } from '#network/known-networks.ts';
import { listNotices, readNotices, readThreadNotices } from '#notification/server/index.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	if (ctx.actor.kind === 'visitor') redirect(303, '/login?to=/account/notices');
	const before = /^\d{1,15}$/.exec(event.url.searchParams.get('before') ?? '')?.[0];
	const [notices, members, away] = await Promise.all([
		listNotices(ctx, { before: before || undefined }),
		listBlocked(ctx, {}),
		listForeignBlocked(ctx, {}),
	]);
	const elsewhere = away.map((one) => ({ ...one, handle: null, from: networkTitle(ctx.locale, one.network) }));
	const blocked = [...members, ...elsewhere].sort((one, other) => other.since.getTime() - one.since.getTime());
	return { notices, blocked, first: !before, staff: staff(ctx.actor) };
}

export const actions = {
	unblock: async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, values, async () => {
			const { member = '', block } = values;
			if (block) await unblockForeign(event.locals.ctx, { block: block as never });
			else await unblockMember(event.locals.ctx, { member });
			redirect(303, '/account/notices');
		});
	},
	/** What was opened from a device. */
	seen: async (event: RequestEvent) => {
		const { thread = '', comment = '' } = await readForm(event);
		return submit(event, {}, async () => {
			await readThreadNotices(event.locals.ctx, { thread, comment });
			return { done: true };
		});
	},
	read: async (event: RequestEvent) =>
		submit(event, {}, async () => {
			await readNotices(event.locals.ctx, {});
			redirect(303, '/account/notices');
		}),
};
