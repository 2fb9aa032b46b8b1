import type { Sql } from '#platform/database/connect.ts';

/** A confirmed subscriber for tests. Returns the id. */
export async function sowSubscriber(sql: Sql, email: string, topics: readonly number[]): Promise<number> {
	const [row] = await sql<{ id: number }[]>`
		insert into notification.subscriber (email, created) values (${email}, now()) returning id`;
	for (const topic of topics)
		await sql`insert into notification.subscription (subscriber, topic, asked, confirmed) values (${row!.id}, ${topic}, now(), now())`;
	return row!.id;
}
