import { openSql, type Server } from '#platform/database/connect.ts';
import type { Place } from './place.ts';

/** Takes away what the measures wrote, so that the next run finds the seeded site as it was. */
export async function tidy(server: Server, { size }: Place): Promise<void> {
	const sql = openSql(server, 'homecourt_home', { connections: 1 });
	try {
		await sql.unsafe(`
			delete from membership.session;
			delete from inbox.conversation;
			update community.thread t set comment_count = s.kept, last_commented = s.last
			from (
				select thread, count(*) filter (where id <= ${size.comments}) as kept, max(posted) filter (where id <= ${size.comments}) as last
				from community.comment where thread in (select thread from community.comment where id > ${size.comments}) group by thread
			) s where s.thread = t.id;
			delete from community.comment where id > ${size.comments};
			truncate platform.event restart identity;
			delete from job.job;
			delete from insight.visit where id > ${size.visits};
			drop schema if exists bench cascade`);
		await sql.unsafe('vacuum (analyze)');
	} finally {
		await sql.end();
	}
}
