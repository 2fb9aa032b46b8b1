import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { job } from '#platform/job/job.ts';
import { readRecords } from '#community/server/read-record.ts';
import { levelFor } from '#community/trust.ts';

/** Members in one go. */
const most = 500;

/** Every ten minutes: says anew how far those are trusted who were here since they were weighed last. */
export const weighTrust = job('community.weigh-trust', { every: '*/10 * * * *', retries: 0 }, (ctx) => run(ctx, {}));

/** It states nothing: how far somebody is trusted is shown to themselves and to those who keep the peace. */
const run = command(z.object({}), async (ctx) => {
	const { rows } = await sql<{ member: number }>`
		select v.member from community.visit v left join community.trust t on t.member = v.member
		where t.weighed is null or v.seen > t.weighed order by v.seen limit ${most}::int`.execute(ctx.db);
	if (!rows.length) return;
	const records = await readRecords(
		ctx,
		rows.map(({ member }) => member),
	);
	const levels = records.map((record) => ({ member: record.member, level: levelFor(record, ctx.now) }));
	await sql`
		insert into community.trust (member, level, weighed)
		select member, level, ${ctx.now}::timestamptz
		from jsonb_to_recordset(${JSON.stringify(levels)}::text::jsonb) as given (member bigint, level smallint)
		on conflict (member) do update set level = excluded.level, weighed = excluded.weighed`.execute(ctx.db);
});
