import { system, visitor } from '#platform/actor.ts';
import type { Sql } from '#platform/database/connect.ts';
import type { OpenSite } from '#platform/installation/open-site.ts';
import { fold } from '#platform/language/fold.ts';
import { readQuestion, termsQuery } from '#search/question.ts';
import { indexThings, search, suggest } from '#search/server/index.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, percent, perSecond, plain, type Figure } from '../figure.ts';
import { openPlace } from '../place.ts';
import { questions, searchRandom, searchText } from './search-texts.ts';

/** Comments of one thread, and in one statement. */
const [inThread, batch] = [50, 1_000];
/** How often every question is asked. */
const turns = 20;

/**
 * What is found among so many comments against what stands there letter for letter, and how long it takes: 100,000 texts, or as many as
 * `--texts` says. What was written for it is taken away.
 */
export async function measureSearch(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const installation = await openPlace(bench.place.data);
	const site = await installation.site('home');
	try {
		const { texts, first, thread, rate } = await fill(site, bench.texts, bench.tell);
		try {
			const { recall, precision, none } = await compare(site.sql, texts, first);
			const times = await ask(site);
			const p95 = at(times, 0.95);
			const most = texts.length > 200_000 ? 60 : 15;
			const count = texts.length.toLocaleString('en');
			return [
				plain(`recall of ${questions.length} questions, ${count} texts`, percent(recall), '≥ 99.5 %', recall >= 0.995, {
					recall,
					none,
				}),
				plain('precision', percent(precision), '≥ 99 %', precision >= 0.99, { precision }),
				plain(
					'a search, p95',
					`${milliseconds(p95)}, p50 ${milliseconds(at(times, 0.5))}, p99 ${milliseconds(at(times, 0.99))}`,
					`≤ ${most} ms`,
					p95 <= most,
					{
						p50: at(times, 0.5),
						p95,
						p99: at(times, 0.99),
					},
				),
				plain('texts looked through', perSecond(rate), '', null, { rate }),
			];
		} finally {
			await tidy(site.sql, first, thread);
		}
	} finally {
		await installation.close();
	}
}

/** Writes the texts as comments of threads of their own, and their entries by the product's own command. */
async function fill(site: OpenSite, count: number, tell: (text: string) => void) {
	const { sql } = site;
	const rng = searchRandom();
	const texts = Array.from({ length: count }, () => searchText(rng));
	const threads = Math.ceil(count / inThread);
	const [opened] = await sql<{ id: number }[]>`
		with made as (
			insert into community.thread (category, title, slug, path, opened)
			select (select min(id) from community.category), 'search ' || n, 'search-' || n, '/community/search/' || n, now() - n * interval '1 minute'
			from generate_series(1, ${threads}) n returning id
		) select min(id) as id from made`;
	const thread = opened?.id ?? 0;
	let first = 0;
	const ctx = site.context({ actor: system, locale: 'zh-TW' });
	let spent = 0;
	for (let from = 0; from < count; from += batch) {
		const some = texts.slice(from, from + batch);
		const rows = await sql<{ id: number }[]>`
			insert into community.comment (thread, author, body, body_html, body_text, posted)
			select ${thread} + (${from} + place - 1) / ${inThread}, null, '{"type":"doc","content":[]}'::jsonb, '', text, now() - (${count - from} - place) * interval '1 minute'
			from unnest(${some}::text[]) with ordinality as given (text, place) order by place returning id`;
		first ||= rows[0]?.id ?? 0;
		const started = performance.now();
		await indexThings(ctx, { kind: 'comment', ids: rows.map(({ id }) => id) });
		spent += performance.now() - started;
		if (from % 50_000 === 0) tell(`  search: ${from.toLocaleString('en')} of ${count.toLocaleString('en')} texts`);
	}
	await sql.unsafe('vacuum analyze search.entry');
	// What was written at once is on the disk before it is asked for: houses do not gain a hundred thousand texts in a minute.
	await sql.unsafe('checkpoint');
	return { texts, first, thread, rate: (count * 1_000) / spent };
}

/** What the index finds of every question, against the folded texts read letter for letter. */
async function compare(sql: Sql, texts: readonly string[], first: number) {
	const folded = texts.map((text) => fold(text).text);
	let [recalls, precisions, asked, answered, none] = [0, 0, 0, 0, 0];
	for (const question of questions) {
		const { terms } = readQuestion(question);
		const truth = new Set<number>();
		folded.forEach((text, place) => {
			if (terms.every((term) => text.includes(term))) truth.add(first + place);
		});
		const rows = await sql<{ thing: number }[]>`
			select thing from search.entry where kind = 'comment' and thing >= ${first} and words @@ ${termsQuery(terms, '&')}::tsquery`;
		const found = rows.filter(({ thing }) => truth.has(thing)).length;
		if (truth.size) {
			asked++;
			recalls += found / truth.size;
			if (!found) none++;
		}
		if (rows.length) {
			answered++;
			precisions += found / rows.length;
		}
	}
	return { recall: recalls / asked, precision: precisions / answered, none };
}

/** Milliseconds of whole searches as a page makes them, and of suggestions, sorted; the first turn warms. */
async function ask(site: OpenSite): Promise<number[]> {
	const ctx = site.context({ actor: visitor, locale: 'zh-TW' });
	const times: number[] = [];
	for (let turn = 0; turn <= turns; turn++)
		for (const question of questions) {
			const started = performance.now();
			await search(ctx, { question });
			if (turn) times.push(performance.now() - started);
			if (turn === 1) await suggest(ctx, { question });
		}
	return times.sort((one, other) => one - other);
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;

async function tidy(sql: Sql, first: number, thread: number): Promise<void> {
	await sql`delete from search.entry where kind = 'comment' and thing >= ${first}`;
	await sql`delete from search.word`;
	await sql`delete from community.comment where id >= ${first}`;
	await sql`delete from community.thread where id >= ${thread}`;
}
