import type { Sql } from '#platform/database/connect.ts';

/**
 * Rows of other modules for tests of sums: written as they would stand there, because the commands that write them
 * would bring jobs and pages that a sum does not need.
 */

async function one(rows: Promise<readonly { id: number }[]>): Promise<number> {
	const [row] = await rows;
	if (!row) throw new Error('Nothing was sown');
	return row.id;
}

let serial = 0;
const next = (): number => ++serial;

/** A tracked link. */
export const sowLink = (
	sql: Sql,
	{
		code,
		article = null,
		post = null,
		printed = false,
	}: { code: string; article?: number | null; post?: number | null; printed?: boolean },
): Promise<number> =>
	one(sql<{ id: number }[]>`
		insert into publishing.link (code, target, article, post, label, created, channel, place)
		values (${code}, '/', ${article}, ${post}, '', now(), ${printed ? 'qr' : null}, ${printed ? 'shop' : null}) returning id`);

/** A person; `link` and `cameTo` are the first touch. */
export const sowMember = (
	sql: Sql,
	{
		role = 'member',
		joined,
		link = null,
		cameTo = null,
	}: { role?: string; joined: Date; link?: number | null; cameTo?: string | null },
): Promise<number> => {
	const name = `person${next()}`;
	return one(sql<{ id: number }[]>`
		insert into membership.member (handle, name, email, role, joined, came_by_link, came_to)
		values (${name}, ${name}, ${`${name}@example.com`}, ${role}, ${joined}, ${link}, ${cameTo}) returning id`);
};

/** A thread and the article above it. */
export async function sowArticle(
	sql: Sql,
	{ author, published }: { author: number; published: Date },
): Promise<{ id: number; thread: number }> {
	const name = `article${next()}`;
	const thread = await one(sql<{ id: number }[]>`
		insert into community.thread (subject, title, slug, path, opened) values (${name}, ${name}, ${name}, ${`/articles/${name}`}, ${published}) returning id`);
	const id = await one(sql<{ id: number }[]>`
		insert into content.article (slug, title, body, body_html, body_text, locale, author, created, changed, published, thread)
		values (${name}, ${name}, '{}', '', '', 'zh-TW', ${author}, ${published}, ${published}, ${published}, ${thread}) returning id`);
	return { id, thread };
}

/** A comment at home. */
export const sowComment = (
	sql: Sql,
	comment: { thread: number; author: number | null; posted: Date; deleted?: boolean; origin?: boolean },
): Promise<number> => {
	const place = next();
	return one(sql<{ id: number }[]>`
		insert into community.comment (thread, author, body, body_html, body_text, posted, deleted, origin_network, origin_author, origin_id)
		values (${comment.thread}, ${comment.author}, '{}', '', '', ${comment.posted}, ${comment.deleted ? comment.posted : null},
			${comment.origin ? 'practice' : null}, ${comment.origin ? 'Amy' : null}, ${comment.origin ? `c${place}` : null}) returning id`);
};

/** A post that went out. */
export const sowPost = (
	sql: Sql,
	post: { account: number; article: number | null; published: Date; reached: number | null },
): Promise<number> =>
	one(sql<{ id: number }[]>`
		insert into publishing.post (account, article, text, key, queued, published, reach)
		values (${post.account}, ${post.article}, 'text', ${`key${next()}`}, ${post.published}, ${post.published}, ${post.reached}) returning id`);

/** An account on a network. */
export const sowAccount = (sql: Sql): Promise<number> =>
	one(sql<{ id: number }[]>`
		insert into publishing.account (network, external_id, name, secret, connected) values ('practice', ${`page${next()}`}, '練習場', '', now()) returning id`);

/** A comment under a post on the network; `own` is an answer of ours that the network tells too. */
export async function sowForeignComment(
	sql: Sql,
	{ post, posted, own = false }: { post: number; posted: Date; own?: boolean },
): Promise<number> {
	const name = `f${next()}`;
	const id = await one(sql<{ id: number }[]>`
		insert into publishing.comment (post, external_id, author_name, text, posted, collected) values (${post}, ${name}, 'Amy', 'hi', ${posted}, ${posted}) returning id`);
	if (own) {
		const conversation = await one(sql<{ id: number }[]>`
			insert into inbox.conversation (kind, origin, foreign_comment, post, author_name, text, opened) values ('comment', 'practice', ${id}, ${post}, 'Amy', 'hi', ${posted}) returning id`);
		await sql`insert into inbox.answer (conversation, text, written, external_id) values (${conversation}, 'hi', ${posted}, ${name})`;
	}
	return id;
}

/** An order with its money: what was paid and, later, given back. */
export async function sowOrder(
	sql: Sql,
	{
		source,
		member,
		paid,
		at,
		refund,
	}: { source: number; member: number | null; paid: number; at: Date; refund?: { amount: number; at: Date } },
): Promise<void> {
	const name = `o${next()}`;
	const order = await one(sql<{ id: number }[]>`
		insert into commerce.order (source, external_id, member, matched, currency, total, placed, received)
		values (${source}, ${name}, ${member}, ${member === null ? null : at}, 'TWD', ${paid}, ${at}, ${at}) returning id`);
	await sql`
		insert into commerce.order_entry ("order", source, event, transition, amount, currency, occurred, received)
		values (${order}, ${source}, ${`${name}p`}, 'paid', ${paid}, 'TWD', ${at}, ${at})`;
	if (refund) {
		await sql`
			insert into commerce.order_entry ("order", source, event, transition, amount, currency, occurred, received)
			values (${order}, ${source}, ${`${name}r`}, 'refunded', ${-refund.amount}, 'TWD', ${refund.at}, ${refund.at})`;
	}
}

/** A shop. */
export const sowSource = (sql: Sql): Promise<number> =>
	one(
		sql<
			{ id: number }[]
		>`insert into commerce.source (handle, name, kind, created) values (${`s${next()}`}, 's', 'generic', now()) returning id`,
	);

/** A small generator of repeatable numbers between 0 and 1 (mulberry32). */
export function repeatable(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
