import type { Sql } from '#platform/database/connect.ts';
import type { CategoryLevel } from '#community/following.ts';

/** How closely a member follows a category. */
export async function readFollowing(sql: Sql, member: number, category: number): Promise<CategoryLevel> {
	const [row] = await sql<{ level: CategoryLevel }[]>`
		select level from community.following where member = ${member} and category = ${category}`;
	return row?.level ?? 'normal';
}

/** How closely a member follows a tag. */
export async function readTagFollowing(sql: Sql, member: number, tag: string): Promise<CategoryLevel> {
	const [row] = await sql<{ level: CategoryLevel }[]>`
		select level from community.tag_following where member = ${member} and tag = ${tag}`;
	return row?.level ?? 'normal';
}
