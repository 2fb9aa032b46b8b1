import { visitor } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { Problem } from '#platform/problem.ts';
import { unsealText } from '#platform/seal.ts';
import { isDoor, type DoorName } from '#notification/door.ts';
import { fromMailgun } from '#notification/server/reports/from-mailgun.ts';
import { fromReport } from '#notification/server/reports/from-report.ts';
import { fromSes } from '#notification/server/reports/from-ses.ts';

/** Largest report in bytes: servers send the whole mail back. */
export const largestReport = 2 * 1024 * 1024;

/** A call of a mail server or service, as it came in. */
export interface ReportCall {
	/** The door's name, from the address. */
	door: string;
	raw: Buffer;
	headers: Headers;
}

export type ReportAnswer = { outcome: 'noted' | 'heard' | 'unknown' | 'nothing' | 'confirmed' };

const readers: Record<DoorName, (ctx: Ctx, secret: string, raw: Buffer, headers: Headers) => Promise<ReportAnswer>> = {
	report: fromReport,
	mailgun: fromMailgun,
	ses: fromSes,
};

/**
 * Takes a report about our mail. `report`: a mail that came back, or JSON, signed with the door's secret over time and
 * body. `mailgun`: a webhook of Mailgun. `ses`: a notification of Amazon SES over SNS. Refuses with `webhook.source-unknown`
 * (404), `webhook.unsigned`, `webhook.signature-wrong`, `webhook.signature-old` (401), `webhook.unreadable` (400),
 * `input.invalid` (422). A door that nobody opened believes nothing.
 */
export async function receiveReport(ctx: Ctx, { door, raw, headers }: ReportCall): Promise<ReportAnswer> {
	const row = isDoor(door)
		? await ctx.db
				.selectFrom('notification.door')
				.select(['name', 'secret'])
				.where('name', '=', door)
				.executeTakeFirst()
		: undefined;
	const secret = row && unsealText(ctx.site, 'mail-door', door, row.secret);
	if (!secret) throw new Problem('webhook.source-unknown', 404);
	// Whoever's session the caller may carry is not who reported it.
	return readers[door as DoorName]({ ...ctx, actor: visitor }, secret, raw, headers);
}
