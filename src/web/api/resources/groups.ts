import { z } from 'zod';
import { groupCallers, groupDoors, groupSeers, type Group } from '#membership/group.ts';
import { keepGroup, listGroups, readGroup, seatInGroup, unseatFromGroup } from '#membership/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import { listOf, page, time } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const group = z.object({
	id: z.number(),
	handle: z.string(),
	url: z.string(),
	name: z.string(),
	description: z.string(),
	/** How people get in, who calls it by `@`, who sees it. */
	joinedBy: z.enum(groupDoors),
	calledBy: z.enum(groupCallers),
	seenBy: z.enum(groupSeers),
	members: z.number(),
	/** How many ask to be let in; 0 for whoever does not decide that. */
	waiting: z.number(),
});

const shape = (ctx: Ctx, { path, own: _own, hushed: _hushed, ...rest }: Group): z.output<typeof group> => ({
	id: rest.id,
	handle: rest.handle,
	url: ctx.site.url + path,
	name: rest.name,
	description: rest.description,
	joinedBy: rest.joinedBy,
	calledBy: rest.calledBy,
	seenBy: rest.seenBy,
	members: rest.members,
	waiting: rest.waiting,
});

const said = {
	handle: z.string(),
	name: z.string(),
	description: z.string().optional(),
	joinedBy: z.enum(groupDoors).optional(),
	calledBy: z.enum(groupCallers).optional(),
	seenBy: z.enum(groupSeers).optional(),
};

export const groupEndpoints = [
	endpoint({
		method: 'GET',
		path: '/groups',
		scope: 'group.list',
		summary: 'Groups of members that the token’s owner may see, by name',
		answer: listOf(group),
		run: async (ctx) => ({ items: (await listGroups(ctx, {})).map((one) => shape(ctx, one)), next: null }),
	}),
	endpoint({
		method: 'POST',
		path: '/groups',
		scope: 'group.keep',
		summary: 'Make a group',
		body: z.strictObject(said),
		answer: z.object({ id: z.number(), handle: z.string() }),
		run: (ctx, { body }) => keepGroup(ctx, body),
	}),
	endpoint({
		method: 'PATCH',
		path: '/groups/{group}',
		scope: 'group.keep',
		summary: 'Change a group; what is left out stays',
		body: z.strictObject({ ...said, handle: z.string().optional(), name: z.string().optional() }),
		answer: z.object({ id: z.number(), handle: z.string() }),
		async run(ctx, { params, body }) {
			const { handle, name, description, joinedBy, calledBy, seenBy } = await readGroup(ctx, { group: params.group });
			return keepGroup(ctx, { handle, name, description, joinedBy, calledBy, seenBy, ...body, id: params.group });
		},
	}),
	endpoint({
		method: 'GET',
		path: '/groups/{group}/members',
		scope: 'group.list',
		summary: 'Who is in a group, in the order in which they joined the site',
		query: page,
		answer: listOf(z.object({ id: z.number(), handle: z.string(), name: z.string(), since: time })),
		async run(ctx, { params, query: { cursor } }) {
			const found = await readGroup(ctx, { group: params.group, after: readCursor(ctx, cursor, 'number') });
			const items = (found.people ?? []).map((one) => ({ ...one, since: one.since.toISOString() }));
			return { items, next: writeCursor(ctx, found.next) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/groups/{group}/members',
		scope: 'group.fill',
		summary: 'Put a member into a group, or let in who asked',
		body: z.strictObject({ member: z.number().int().positive() }),
		answer: z.object({ id: z.number(), member: z.number() }),
		run: (ctx, { params, body }) => seatInGroup(ctx, { group: params.group, member: body.member }),
	}),
	endpoint({
		method: 'DELETE',
		path: '/groups/{group}/members/{member}',
		scope: 'group.fill',
		summary: 'Take a member out of a group, or do not let in who asked',
		answer: z.object({ id: z.number() }),
		run: (ctx, { params }) => unseatFromGroup(ctx, { group: params.group, member: params.member }),
	}),
];
