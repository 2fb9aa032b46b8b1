import { z } from 'zod';
import { roles } from '#platform/actor.ts';
import { createMember, listMembers, readMember } from '#membership/server/index.ts';
import { listOf, page, time } from '#web/api/common-shapes.ts';
import { readCursor, writeCursor } from '#web/api/cursor.ts';
import { endpoint } from '#web/api/endpoint.ts';

const member = z.object({
	id: z.number(),
	handle: z.string(),
	name: z.string(),
	email: z.string().nullable(),
	role: z.enum(roles),
	joined: time,
});

interface Known {
	id: number;
	handle: string;
	name: string;
	email: string | null;
	role: (typeof roles)[number];
	joined: Date;
}
const shape = ({ id, handle, name, email, role, joined }: Known) => ({
	id,
	handle,
	name,
	email,
	role,
	joined: joined.toISOString(),
});

export const memberEndpoints = [
	endpoint({
		method: 'GET',
		path: '/members',
		scope: 'member.list',
		summary: 'Members, newest first; for staff',
		query: page.extend({ search: z.string().max(100).optional(), role: z.enum(roles).optional() }),
		answer: listOf(member),
		async run(ctx, { query: { cursor, ...rest } }) {
			const { items, next } = await listMembers(ctx, { ...rest, cursor: readCursor(ctx, cursor, 'string') });
			return { items: items.map(shape), next: writeCursor(ctx, next) };
		},
	}),
	endpoint({
		method: 'POST',
		path: '/members',
		scope: 'member.create',
		summary: 'Add a member; nothing is mailed',
		body: z.strictObject({
			name: z.string(),
			email: z.string(),
			role: z.enum(roles).optional(),
			handle: z.string().optional(),
		}),
		answer: z.object({ id: z.number(), handle: z.string() }),
		async run(ctx, { body }) {
			const { id, handle } = await createMember(ctx, body);
			return { id, handle };
		},
	}),
	endpoint({
		method: 'GET',
		path: '/members/{member}',
		scope: 'member.list',
		summary: 'One member; for staff',
		answer: member,
		async run(ctx, { params }) {
			return shape(await readMember(ctx, { id: params.member }));
		},
	}),
];
