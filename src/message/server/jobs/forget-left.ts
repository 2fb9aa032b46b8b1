import { sql } from 'kysely';
import { job } from '#platform/job/job.ts';

/** How long a talk that everybody has left is kept, in days: whoever was threatened in it may still hand it over. */
const kept = 30;

/** Every night: forgets what nobody can read any more. */
export const forgetLeftTalks = job('message.forget-left', { every: '23 19 * * *', retries: 0 }, async (ctx) => {
	await sql`
		delete from message.talk t where not exists (
			select from message.seat s where s.talk = t.id
				and (s.departed is null or s.departed > ${new Date(ctx.now.getTime() - kept * 86_400_000)}::timestamptz)
		)`.execute(ctx.db);
});
