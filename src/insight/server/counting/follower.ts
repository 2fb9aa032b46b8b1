import type { IncomingHttpHeaders } from 'node:http';
import type { Ctx } from '#platform/context/context.ts';
import { notAReading, type DropReason } from '#insight/drop-reason.ts';
import { dropClick, programBehind } from '#insight/server/counting/count-hit.ts';

/** Somebody, or something, that followed a link. */
export interface Follower {
	address: string;
	userAgent: string;
	headers: IncomingHttpHeaders;
	member: { id: number; staff: boolean } | null;
	method?: string;
}

/** Says why clicks were not counted: in memory where this process counts, else in the database. */
export async function tellDrop(ctx: Ctx, day: string, reason: DropReason, agent: string, hits: number): Promise<void> {
	let waiting = hits;
	while (waiting > 0 && dropClick(ctx.site, day, reason, agent)) waiting--;
	if (!waiting) return;
	await ctx.sql`
		insert into insight.drop as d (day, reason, agent, what, hits) values (${day}, ${reason}, '', 'click', ${waiting})
		on conflict (day, reason, agent, what) do update set hits = d.hits + excluded.hits`;
}

/** Why it is no click; null: a person clicked. */
export function refusal({
	method,
	headers,
	userAgent,
	member,
}: Follower): { reason: DropReason; agent: string } | null {
	if (method === 'HEAD') return { reason: 'head', agent: '' };
	if (member?.staff) return { reason: 'staff', agent: '' };
	const reason = notAReading(headers);
	return reason ? { reason, agent: '' } : programBehind(userAgent);
}
