import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, roles, type Role } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { mayListMembers } from '#membership/policy.ts';
import { readSegment } from '#membership/server/queries/list-segments.ts';
import { segmentMembers } from '#membership/server/segment-members.ts';

export const ListMembers = z.object({
	/** The `next` of an earlier page. */
	cursor: z.string().max(100).nullish(),
	limit: z.coerce.number().int().min(1).max(100).default(50),
	/** A part of the name, the handle or the e-mail. */
	search: z.string().trim().max(100).default(''),
	role: z.enum(roles).optional(),
	/** Only the members of this segment. */
	segment: z.coerce.number().int().positive().optional(),
});

/** A member as a list for staff shows them. */
export interface ListedMember {
	id: number;
	handle: string;
	name: string;
	email: string | null;
	role: Role;
	joined: Date;
	suspended: Date | null;
}

/** Members, the newest first, with their addresses; for staff. */
export const listMembers = query(
	ListMembers,
	async (ctx, { cursor, limit, search, role, segment }): Promise<{ items: ListedMember[]; next: string | null }> => {
		authorize(ctx.actor, 'member.list', mayListMembers, null);
		let wanted = ctx.db
			.selectFrom('membership.member as m')
			.select(['m.id', 'm.handle', 'm.name', 'm.email', 'm.role', 'm.joined', 'm.suspended'])
			.where('m.erased', 'is', null)
			.orderBy('m.joined', 'desc')
			.orderBy('m.id', 'desc')
			.limit(limit + 1);
		if (cursor) {
			const [joined, id] = readCursor(cursor);
			wanted = wanted.where(sql<boolean>`(m.joined, m.id) < (${joined}, ${id})`);
		}
		if (segment)
			wanted = wanted.where('m.id', 'in', segmentMembers(ctx.db, await readSegment(ctx, { id: segment }), ctx.now));
		if (role) wanted = wanted.where('m.role', '=', role);
		if (search) {
			const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
			wanted = wanted.where(
				sql<boolean>`(m.name || ' ' || m.handle::text || ' ' || coalesce(m.email::text, '')) ilike ${pattern}`,
			);
		}
		const rows = (await wanted.execute()) as ListedMember[];
		const items = rows.slice(0, limit);
		const last = rows.length > limit ? items.at(-1) : undefined;
		return { items, next: last ? `${last.joined.getTime()}-${last.id}` : null };
	},
);

function readCursor(cursor: string): [Date, number] {
	const found = /^(-?\d{1,13})-(\d{1,15})$/.exec(cursor);
	if (!found) throw invalidInput([{ path: 'cursor', key: 'wrong' }]);
	return [new Date(Number(found[1])), Number(found[2])];
}
