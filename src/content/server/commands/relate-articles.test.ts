import { afterAll, beforeAll, expect, it } from 'vitest';
import { relateArticles } from '#content/server/commands/relate-articles.ts';
import { sowWriter } from '#content/server/sow.ts';
import { testSite, type TestSite } from '#testing/test-site.ts';

let place: TestSite;
let author = 0;
beforeAll(async () => {
	place = await testSite();
	author = (await sowWriter(place.system())).member;
});
afterAll(() => place.close());

interface Row {
	id: number;
	tags: string[];
	terms: string[];
	locale: string;
	published: Date | null;
}

/** Always the same row of numbers, from 0 up to a limit. */
function dice(seed: number): (limit: number) => number {
	let state = seed;
	return (limit) => {
		state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
		return Math.floor((state / 2_147_483_648) * limit);
	};
}

/** What every article leads on to, by comparing each with each. */
function byHand(rows: readonly Row[]): string[] {
	const common = (one: readonly string[], two: readonly string[]): number =>
		one.filter((word) => two.includes(word)).length;
	return rows.flatMap((a) =>
		rows
			.filter((o) => a.published && o.published && o.id !== a.id && o.locale === a.locale)
			.map((o) => ({ o, score: 6 * common(a.tags, o.tags) + common(a.terms, o.terms) }))
			.filter(({ score }) => score >= 3)
			.sort(
				(one, two) => two.score - one.score || Number(two.o.published) - Number(one.o.published) || two.o.id - one.o.id,
			)
			.slice(0, 3)
			.map(({ o, score }, index) => `${a.id} ${index + 1} ${o.id} ${score}`),
	);
}

it.each([1, 2, 3])('finds what comparing all pairs finds, whatever comes, changes and goes (%i)', async (seed) => {
	const roll = dice(seed);
	const { sql } = place.site;
	await sql`delete from content.article`;
	const some = (name: string, kinds: number, most: number): string[] => [
		...new Set(Array.from({ length: roll(most + 1) }, () => `${name}${roll(kinds)}`)),
	];
	const ids: number[] = [];
	let waiting: number[] = [];
	for (let step = 0; step < 150; step++) {
		const fields = {
			tags: some('tag', 5, 2),
			terms: some('word', 14, 7),
			locale: roll(6) ? 'zh-TW' : 'en',
			published: roll(5) ? new Date(Date.UTC(2026, 0, 1 + roll(20))) : null,
		};
		let id = ids[roll(24)] ?? 0;
		if (id)
			await sql`update content.article set tags = ${fields.tags}, terms = ${fields.terms}, locale = ${fields.locale},
				published = ${fields.published} where id = ${id}`;
		else {
			const [row] = await sql`
				insert into content.article (slug, title, excerpt, body, body_html, body_text, teaser_html, reading_minutes, tags, terms, locale,
					access, author, created, changed, published)
				values (${`s${seed}-${step}`}, 't', '', '{"type":"doc","content":[]}', '', '', '', 1, ${fields.tags}, ${fields.terms},
					${fields.locale}, 'public', ${author}, now(), now(), ${fields.published})
				returning id`;
			id = Number(row?.['id']);
			ids.push(id);
		}
		// Sometimes several at once, as an import brings them.
		waiting.push(id);
		if (roll(3)) continue;
		await relateArticles(place.system(), { ids: waiting });
		waiting = [];
		const rows =
			(await sql`select id, tags, terms, locale, published from content.article order by id`) as unknown as Row[];
		const lists = await sql`select article, position, other, score from content.related order by article, position`;
		expect(
			lists.map((one) => `${one['article']} ${one['position']} ${one['other']} ${one['score']}`),
			`step ${step}`,
		).toEqual(byHand(rows.map((row) => ({ ...row, id: Number(row.id) }))));
	}
});
