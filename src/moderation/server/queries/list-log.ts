import { sql } from 'kysely';
import { openTalk } from '#community/server/index.ts';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import { mayKeepOrder, mayReadLog } from '#moderation/policy.ts';
import type { LogEntry } from '#moderation/queue.ts';

/** Entries on a page. */
const size = 30;

type Row = Omit<LogEntry, 'thread' | 'key' | 'back'> & {
	comment: number | null;
	member: number | null;
	kind: 0 | 1;
	id: number;
	title: string;
	path: string;
	readable: boolean;
};

/** Where a page ends: the time, what kind of entry, its id. Several are decided at one time. */
const keyOf = ({ decided, kind, id }: Row): string => `${decided.getTime()}-${kind}-${id}`;

/**
 * What was taken away, what was done about private messages and who was shut out, and why, newest first, for everybody who has joined. Never whose words they were, who complained,
 * who decided, or the title of a thread that cannot be read; only those who keep the peace are led to where it is taken back.
 */
export const listLog = query(
	z.object({
		before: z
			.string()
			.regex(/^\d{1,14}-[01]-\d{1,15}$/, 'wrong')
			.optional(),
	}),
	async (ctx, { before }) => {
		authorize(ctx.actor, 'log.read', mayReadLog, null);
		const [time = 8.64e15, kind = 1, id = 0] = before?.split('-').map(Number) ?? [];
		const past = (decided: string, kindOf: number, own: string) =>
			sql`(${sql.ref(decided)}, ${kindOf}::int, ${sql.ref(own)}) < (${new Date(Math.min(time, 8.64e15 - 1))}::timestamptz, ${kind}::int, ${id}::bigint)`;
		const { rows } = await sql<Row>`
			(select 0 as kind, d.id, d.comment, d.member, d.verdict, d.reason, d.words, d.decided,
				coalesce(d.undone, (select min(k.decided) from moderation.decision k
					where k.comment = d.comment and k.id > d.id and k.verdict = 'keep' and k.undone is null)) as undone, null::timestamptz as until, null as about,
				coalesce(t.opening = d.comment, false) as opening, t.title, t.path, t.hidden is null and t.withdrawn is null and ${openTalk(ctx.actor, 't')} as readable
			from moderation.decision d join community.thread t on t.id = d.thread
			where d.verdict <> 'keep' ${before ? sql`and ${past('d.decided', 0, 'd.id')}` : sql``}
			order by d.decided desc, d.id desc limit ${size + 1}::int)
			union all
			(select 1, s.id, null, s.member, case s.kind when 'warning' then 'warn' when 'silence' then 'silence' else 'suspend' end, s.reason, s.words, s.taken, s.lifted, s.until, s.about, false, '', '', false
			from moderation.measure s
			where s.decision is null ${before ? sql`and ${past('s.taken', 1, 's.id')}` : sql``}
			order by s.taken desc, s.id desc limit ${size + 1}::int)
			order by decided desc, kind desc, id desc limit ${size + 1}::int`.execute(ctx.db);
		const keeps = mayKeepOrder(ctx.actor);
		const shown = rows.slice(0, size);
		const last = shown.at(-1);
		const items: LogEntry[] = shown.map(
			({ title, path, readable, kind: _kind, id: _id, comment, member, ...entry }, at) => ({
				...entry,
				key: keyOf(shown[at] as Row),
				thread: readable ? { title, path } : null,
				back: keeps ? { comment, member } : null,
			}),
		);
		return { items, next: rows.length > size && last ? keyOf(last) : null };
	},
);
