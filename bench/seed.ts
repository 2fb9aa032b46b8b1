import { readFileSync } from 'node:fs';
import path from 'node:path';
import type postgres from 'postgres';
import { openPlace, clearPlace, findPlace, fingerprint, placeFolder, writePlace, type Place } from './place.ts';
import { articleColumns, articleRows } from './seed/articles.ts';
import { copyRows } from './seed/copy.ts';
import { memberColumns, memberRows } from './seed/people.ts';
import { random } from './seed/random.ts';
import type { SeedSize } from './seed/size.ts';
import { commentColumns, commentRows, drawTalk, threadColumns, threadRows } from './seed/talk.ts';

const dayLength = 86_400_000;

/** The seeded site of this size: the one that is there, or a new one, made in minutes. */
export async function seededPlace(
	name: string,
	size: SeedSize,
	tell: (text: string) => void,
	again = false,
): Promise<Place> {
	const data = placeFolder(name);
	const print = fingerprint(size);
	const known = again ? null : findPlace(data, size, print);
	if (known) return known;
	clearPlace(data);
	const started = performance.now();
	const today = new Date().toISOString().slice(0, 10);
	const step = (what: string): void =>
		tell(`  ${((performance.now() - started) / 1000).toFixed(1).padStart(6)} s  ${what}`);
	const installation = await openPlace(data);
	try {
		const { sql } = await installation.createSite('home', ['localhost']);
		step('a site');
		await sql.begin(async (transaction) => fill(transaction, size, today, step));
		await sql.unsafe('vacuum (analyze)');
		await sql.unsafe('checkpoint');
		step('analyzed');
	} finally {
		await installation.close();
	}
	const seeded = Math.round((performance.now() - started) / 1000);
	writePlace(data, { print, today, seeded, whole: true });
	return { data, size, today, seeded };
}

/** Everything in one transaction into tables emptied in it: PostgreSQL then writes each page once, without a log. */
async function fill(
	sql: postgres.TransactionSql,
	size: SeedSize,
	today: string,
	step: (what: string) => void,
): Promise<void> {
	const began = Date.parse(today) - size.days * dayLength;
	await sql.unsafe("set local maintenance_work_mem = '512MB'; set local work_mem = '256MB'");
	await sql.unsafe(`truncate membership.member, content.article, community.category, community.thread, community.comment, insight.visit, insight.reading,
		insight.tally, publishing.account, publishing.post, publishing.link, commerce.source, commerce.order restart identity cascade`);
	// The one row of these tables went along, because it names a member.
	await sql`insert into content.desk default values on conflict do nothing`;
	await sql`insert into membership.door default values on conflict do nothing`;
	await sql`update site.brand set name = '半山腰咖啡', tagline = '一間小小的烘豆坊', ready = now(), setup_digest = null`;
	await copyRows(sql, 'membership.member', memberColumns, memberRows(random(1), size, began, dayLength));
	step(`${size.members} members`);
	await sql`insert into community.category (slug, name, created) values ('general', '大家聊聊', now())`;
	const talk = drawTalk(random(2), size, began, dayLength);
	await copyRows(sql, 'community.thread', threadColumns, threadRows(random(3), size, talk));
	await copyRows(sql, 'content.article', articleColumns, articleRows(random(4), size, began, dayLength));
	await sql`update community.thread t set title = a.title from content.article a where a.thread = t.id`;
	step(`${size.articles} articles, ${size.threads} threads`);
	await copyRows(sql, 'community.comment', commentColumns, commentRows(random(5), size, talk));
	await sql`
		update community.thread t set opening = c.id, author = c.author
		from (select distinct on (thread) thread, id, author from community.comment order by thread, id) c
		where c.thread = t.id and t.category is not null`;
	step(`${size.comments} comments`);
	await runFile(sql, 'business.sql', { today, ...size });
	await runFile(sql, 'visits.sql', { today, ...size });
	step(`${size.visits} visits`);
	for (const table of ['membership.member', 'community.thread', 'content.article', 'community.comment']) {
		await sql.unsafe(`select setval(pg_get_serial_sequence('${table}', 'id'), (select max(id) from ${table}))`);
	}
}

/** Runs a file of statements with `:name` put in; the values are our own numbers and a day. */
async function runFile(
	sql: postgres.TransactionSql,
	file: string,
	values: Readonly<Record<string, string | number>>,
): Promise<void> {
	const text = readFileSync(path.join(import.meta.dirname, 'seed', file), 'utf8');
	await sql.unsafe(
		text.replace(/(?<!:):('?)([a-z]+)\1/g, (_, quote: string, name: string) => `${quote}${values[name]}${quote}`),
	);
}
