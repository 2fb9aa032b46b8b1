import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { mayArrangeGroups, mayFillGroups } from '#membership/policy.ts';
import {
	keepGroup,
	listGroups,
	readGroup,
	removeGroup,
	seatInGroup,
	unseatFromGroup,
} from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readForm, submit } from '#web/form.ts';

const home = '/console/members/groups';
type Values = Record<string, string>;

/** All groups, for those who see to them. */
export async function loadGroups({ locals: { ctx }, url }: RequestEvent) {
	if (!mayFillGroups(ctx.actor)) error(403);
	return {
		groups: await listGroups(ctx, {}),
		may: { arrange: mayArrangeGroups(ctx.actor) },
		removed: url.searchParams.has('removed'),
	};
}

/** One of them, with who is in it and who waits. */
export async function loadGroupDesk({ locals: { ctx }, params, url }: RequestEvent) {
	if (!mayFillGroups(ctx.actor)) error(403);
	const after = /^\d{1,15}$/.exec(url.searchParams.get('after') ?? '')?.[0];
	const group = await readGroup(ctx, { group: numberOf(params), after: after ? Number(after) : undefined });
	return {
		group,
		first: !after,
		may: { arrange: mayArrangeGroups(ctx.actor) },
		saved: url.searchParams.has('saved'),
	};
}

const numberOf = (params: Partial<Record<string, string>>): number => {
	if (!/^\d{1,15}$/.test(params['id'] ?? '')) error(404);
	return Number(params['id']);
};

/** One thing done by a form of the page; `part` says which one an answer belongs to. */
const act =
	(part: string, work: (ctx: Ctx, group: number, values: Values) => Promise<string | void>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		return submit(event, { ...values, part }, async () => {
			const group = numberOf(event.params);
			redirect(303, (await work(event.locals.ctx, group, values)) ?? `${home}/${group}?saved`);
		});
	};

export const createGroup = async (event: RequestEvent) => {
	const values = await readForm(event);
	return submit(event, values, async () => {
		const { id } = await keepGroup(event.locals.ctx, { ...values, id: undefined } as never);
		redirect(303, `${home}/${id}?saved`);
	});
};

export const groupDeskActions = {
	keep: act('keep', async (ctx, id, values) => void (await keepGroup(ctx, { ...values, id } as never))),
	seat: act(
		'seat',
		async (ctx, group, { member, handle }) =>
			void (await seatInGroup(ctx, { group, member: member || undefined, handle })),
	),
	unseat: act('unseat', async (ctx, group, { member }) => void (await unseatFromGroup(ctx, { group, member }))),
	remove: act('remove', async (ctx, id) => {
		await removeGroup(ctx, { id });
		return `${home}?removed`;
	}),
};
