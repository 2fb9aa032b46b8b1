import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { CopiedMessage } from '#message/talk.ts';
import { mayDecideReport, mayKeepOrder } from '#moderation/policy.ts';
import type { ReportStanding, WaitingReport } from '#moderation/report.ts';

/** Complaints on the page. */
const most = 25;

type Row = Omit<WaitingReport, 'copy' | 'may'> & { copy: CopiedMessage[] | null; names: Record<string, string> | null };

/**
 * Private messages that were handed over and wait, longest first; what they say is shown once somebody has looked, which is written down. And
 * members' own pages, which everybody can see.
 */
export const listReports = query(z.object({}), async (ctx): Promise<WaitingReport[]> => {
	authorize(ctx.actor, 'queue.read', mayKeepOrder, null);
	const { rows } = await sql<Row>`
		select r.id, r.about, r.reported, r.reason, r.words, r.opened, r.held_for as "heldFor", by.name, opener.name as opener,
			case when r.opened is not null then r.copy end as copy,
			case when r.opened is not null then (select json_object_agg(p.id, p.name) from membership.member p
				where p.erased is null and p.id in (select (piece->>'author')::bigint from jsonb_array_elements(r.copy) piece)) end as names,
			case when a.id is not null then json_build_object('id', a.id, 'name', a.name, 'handle', a.handle, 'portrait', (select p.large from media.portrait p where p.member = a.id),
				'measures', (select count(*) from moderation.measure s where s.member = a.id and s.lifted is null)) end as author
		from moderation.report r
		left join membership.member by on by.id = r.member and by.erased is null
		left join membership.member a on a.id = r.author and a.erased is null
		left join membership.member opener on opener.id = r.opened_by
		where r.decided is null order by r.reported, r.id limit ${most}::int`.execute(ctx.db);
	return rows.map(({ copy, names, ...row }) => ({
		...row,
		copy:
			copy?.map(({ author, text, said, reported }) => ({
				name: author === null ? null : (names?.[author] ?? null),
				text,
				said: new Date(said),
				reported,
			})) ?? null,
		may: { decide: mayDecideReport(ctx.actor, { author: row.author?.id ?? null }) },
	}));
});

/** What became of the messages of a talk that whoever asks handed over, by message. */
export const listOwnReports = query(
	z.object({ messages: z.array(z.number()).max(200) }),
	async (ctx, { messages }): Promise<Record<number, ReportStanding>> => {
		const member = memberOf(ctx.actor);
		if (member === null || !messages.length) return {};
		const rows = await ctx.db
			.selectFrom('moderation.report')
			.select(['message', 'opened', 'decided'])
			.where('member', '=', member)
			.where('message', 'in', messages)
			.execute();
		return Object.fromEntries(
			rows.map(({ message, opened, decided }) => [message ?? 0, decided ? 'decided' : opened ? 'seen' : 'waiting']),
		);
	},
);
