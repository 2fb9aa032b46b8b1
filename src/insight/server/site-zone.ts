import type { Database } from '#platform/database/connect.ts';

/** The time zone in which the site's days are counted (IANA name). */
export async function siteZone(db: Database): Promise<string> {
	const { time_zone } = await db.selectFrom('site.brand').select('time_zone').executeTakeFirstOrThrow();
	return time_zone;
}
