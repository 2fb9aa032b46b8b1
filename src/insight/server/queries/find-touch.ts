import type { Ctx } from '#platform/context/context.ts';
import { tellZone, unwritten } from '#insight/server/counting/count-hit.ts';
import { siteDay } from '#insight/server/counting/site-day.ts';
import { visitorOn } from '#insight/server/counting/visitor.ts';
import { readVia } from '#insight/via.ts';
import { siteZone } from '#insight/server/site-zone.ts';

/** How somebody who joins now is recognised: by name of the day, or by address and user agent; and by the cookie. */
export interface Joining {
	visitor?: string;
	address?: string;
	userAgent?: string;
	/** Value of the cookie `via`. */
	via?: string | null;
}

/** The first meeting: the tracked link somebody came by, and what was read first. */
export interface Touch {
	link: number | null;
	/** `article:3`, or null for another page. */
	cameTo: string | null;
	/** The visitor's name of the day; joins the visit to the member who joins now. */
	visitor: string | null;
}

interface Seen {
	began: Date;
	link: number | null;
	thing: string;
}

/**
 * The first touch of somebody who joins: the link that the browser remembers (certain even behind a shared address),
 * else the first of today's visits that came by a link, else the first visit. Null when nothing is known.
 */
export async function findTouch(ctx: Ctx, { visitor, address, userAgent, via }: Joining): Promise<Touch | null> {
	const timeZone = await siteZone(ctx.db);
	tellZone(ctx.site, timeZone);
	const day = siteDay(ctx.now.getTime(), timeZone);
	const who =
		visitor ?? (address !== undefined && userAgent !== undefined ? visitorOn(ctx.site, day, address, userAgent) : null);
	const code = readVia(via)?.code ?? null;
	const waiting = who ? unwritten(ctx.site, who) : [];
	const codes = [...new Set([code, ...waiting.map((segment) => segment.code)])].filter((one) => one !== null);
	const links = codes.length
		? await ctx.db.selectFrom('publishing.link').select(['id', 'code', 'article']).where('code', 'in', codes).execute()
		: [];
	const byCode = new Map(links.map((link) => [link.code, link]));
	const visits = who ? await seenToday(ctx, who, day) : [];
	const followed = who && waiting.length ? await lastClick(ctx, who) : null;
	visits.push(
		...waiting.map((segment) => ({
			began: new Date(segment.first),
			link: (segment.code && byCode.get(segment.code)?.id) || followed,
			thing: segment.entryThing,
		})),
	);
	const remembered = code ? byCode.get(code) : undefined;
	const first = remembered
		? (visits.find((visit) => visit.link === remembered.id) ?? {
				link: remembered.id,
				thing: remembered.article ? `article:${remembered.article}` : '',
			})
		: (visits.find((visit) => visit.link !== null) ?? visits[0]);
	return first ? { link: first.link, cameTo: first.thing || null, visitor: who } : null;
}

const seenToday = async (ctx: Ctx, visitor: string, day: string): Promise<Seen[]> =>
	(
		await ctx.db
			.selectFrom('insight.visit')
			.select(['began', 'link', 'entry_thing'])
			.where('visitor', '=', visitor)
			.where('day', '=', day)
			.orderBy('began')
			.orderBy('id')
			.execute()
	).map((row) => ({ began: row.began, link: row.link, thing: row.entry_thing }));

async function lastClick(ctx: Ctx, visitor: string): Promise<number | null> {
	const row = await ctx.db
		.selectFrom('insight.click')
		.select('link')
		.where('visitor', '=', visitor)
		.where('clicked', '>', new Date(ctx.now.getTime() - 30 * 60_000))
		.orderBy('clicked', 'desc')
		.limit(1)
		.executeTakeFirst();
	return row?.link ?? null;
}
