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

/** A post that waits to be sent, without a link. */
export async function sowPost(
	sql: Sql,
	{
		account,
		text,
		author,
		pictures = [],
		queued,
	}: { account: number; text: string; author: number; pictures?: number[]; queued: Date },
): Promise<number> {
	const [row] = await sql<{ id: number }[]>`
		insert into publishing.post (account, text, author, key, queued, pictures)
		values (${account}, ${text}, ${author}, gen_random_uuid(), ${queued}, ${pictures}) returning id`;
	return row!.id;
}

/** A picture as media keeps one, without its files. */
export async function sowPicture(sql: Sql): Promise<number> {
	const size = { file: 'aa00-1200.jpg', width: 1200, height: 900, bytes: 200_000 };
	const [row] = await sql<{ id: number }[]>`
		insert into media.picture (digest, fallback, width, height, colour, uploaded, files)
		values (gen_random_uuid()::text, ${size.file}, 1200, 900, '#445566', now(), ${sql.json({ avif: [], webp: [], plain: [size], still: [] })})
		returning id`;
	return row!.id;
}
