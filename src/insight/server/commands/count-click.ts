import type { Ctx } from '#platform/context/context.ts';
import { closeSegments, tellZone } from '#insight/server/counting/count-hit.ts';
import { refusal, tellDrop, type Follower } from '#insight/server/counting/follower.ts';
import { siteDay } from '#insight/server/counting/site-day.ts';
import { visitorOn } from '#insight/server/counting/visitor.ts';
import { printedSource } from '#insight/source-rules.ts';
import { sourceOf } from '#insight/source.ts';
import { siteZone } from '#insight/server/site-zone.ts';

/** Somebody, or something, asked for a tracked link. */
export interface FollowedLink extends Follower {
	/** publishing.link */
	link: number;
	/** It stands on paper: the way of coming is the code, in whichever app it was scanned. */
	printed?: boolean;
}

/**
 * Counts a followed link, unless it was followed by a program, in advance, or by somebody who works here; then it is
 * counted why. The visit that begins within thirty minutes belongs to the link, also where cookies are refused.
 * Returns the number under which it is counted, or null. Call it before the answer is sent, so that the page that follows finds it.
 */
export async function countClick(ctx: Ctx, click: FollowedLink): Promise<number | null> {
	const timeZone = await siteZone(ctx.db);
	tellZone(ctx.site, timeZone);
	const day = siteDay(ctx.now.getTime(), timeZone);
	const reason = refusal(click);
	if (reason) {
		await tellDrop(ctx, day, reason.reason, reason.agent, 1);
		return null;
	}
	const visitor = visitorOn(ctx.site, day, click.address, click.userAgent);
	const { source } = sourceOf({
		referrer: click.headers.referer,
		userAgent: click.userAgent,
		query: undefined,
		host: click.headers.host,
	});
	const [row] = await ctx.sql<{ id: number }[]>`
		insert into insight.click (link, visitor, clicked, source, member)
		values (${click.link}, ${visitor}, ${ctx.now}, ${click.printed ? printedSource : source}, ${click.member?.id ?? null}) returning id`;
	closeSegments(ctx.site, visitor);
	return row?.id ?? null;
}

/**
 * Takes back clicks that turned out to be a program's that looks at the links of mails before their readers do; the log
 * says how many.
 */
export async function takeBackClicks(ctx: Ctx, clicks: readonly number[]): Promise<void> {
	const gone = await ctx.sql`delete from insight.click where id = any(${clicks as number[]}) returning id`;
	if (gone.length) await tellDrop(ctx, siteDay(ctx.now.getTime(), await siteZone(ctx.db)), 'scanner', '', gone.length);
}
