import { redirect, type RequestEvent } from '@sveltejs/kit';
import { groupPath } from '#membership/group.ts';
import { mayCallGroup } from '#membership/policy.ts';
import { hushGroup, joinGroup, leaveGroup, readGroup } from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

/** A group as whoever asks may see it, and a page of those who are in it. */
export async function loadGroupPage(event: RequestEvent) {
	const ctx = personalPage(event);
	const after = /^\d{1,15}$/.exec(event.url.searchParams.get('after') ?? '')?.[0];
	const group = await readGroup(ctx, {
		handle: event.params['handle'] ?? '',
		after: after ? Number(after) : undefined,
	});
	const state = {
		seen_by: group.seenBy,
		called_by: group.calledBy,
		joined_by: group.joinedBy,
		inside: group.own === 'in',
	};
	return {
		group,
		first: !after,
		joined: ctx.actor.kind === 'member',
		mayCall: mayCallGroup(ctx.actor, state),
	};
}

type Values = Record<string, string>;

/** One thing done by a form of the page, which comes back to it. */
const act = (work: (ctx: Ctx, group: number, values: Values) => Promise<unknown>) => async (event: RequestEvent) => {
	const values = await readForm(event);
	const handle = event.params['handle'] ?? '';
	return submit(event, values, async () => {
		const { ctx } = event.locals;
		await work(ctx, (await readGroup(ctx, { handle })).id, values);
		redirect(303, groupPath(handle));
	});
};

export const groupActions = {
	join: act((ctx, group) => joinGroup(ctx, { group })),
	leave: act((ctx, group) => leaveGroup(ctx, { group })),
	hush: act((ctx, group, { on }) => hushGroup(ctx, { group, on })),
};
