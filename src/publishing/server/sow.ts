import type { Actor, Role } from '#platform/actor.ts';
import type { Sql } from '#platform/database/connect.ts';

/** Somebody for tests, with this role. */
export async function sowMember(sql: Sql, name: string, role: Role): Promise<Actor & { kind: 'member' }> {
	const handle = `${role}-${Math.random().toString(36).slice(2, 10)}`;
	const [row] = await sql<{ id: number }[]>`
		insert into membership.member (handle, name, email, role, joined) values (${handle}, ${name}, ${`${handle}@example.org`}, ${role}, now()) returning id`;
	return { kind: 'member', member: row!.id, name, handle, role };
}

/** A published article for tests, with the thread that it is given. */
export async function sowArticle(
	sql: Sql,
	author: number,
	{
		slug,
		title,
		published,
		thread = null,
	}: { slug: string; title: string; published: Date | null; thread?: number | null },
): Promise<number> {
	const [row] = await sql<{ id: number }[]>`
		insert into content.article (slug, title, body, body_html, body_text, locale, author, created, changed, published, thread)
		values (${slug}, ${title}, '{}', '', '', 'zh-TW', ${author}, now(), now(), ${published}, ${thread}) returning id`;
	return row!.id;
}
