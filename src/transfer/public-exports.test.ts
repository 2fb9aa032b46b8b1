import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { createMember } from '#membership/server/index.ts';
import { testSite } from '#testing/test-site.ts';
import { askRun, runImport, takeRun } from '#transfer/server/index.ts';

/**
 * Whole exports of other people, with every odd case that nobody would think of. Their words are not ours to keep here, so this is
 * opt-in: WXR_FILE names one of WordPress (its own is `themeunittestdata.wordpress.xml` of WordPress/theme-test-data), GHOST_FILE
 * one of Ghost. Every article, page and comment must have come or be told of, and a second run brings nothing.
 */
const named = { wordpress: process.env['WXR_FILE'], ghost: process.env['GHOST_FILE'] };

/** What the file holds, by the old place's own names. */
const idsIn = {
	wordpress: (text: string): string[] =>
		[...text.matchAll(/<wp:(?:post_id|comment_id)>(?:<!\[CDATA\[)?(\d+)/g)].map(([, id = '']) => id),
	ghost: (text: string): string[] => {
		const { db } = JSON.parse(text) as { db: { data: { posts: { id: string }[] } }[] };
		return (db[0]?.data.posts ?? []).map(({ id }) => id);
	},
};

it.skipIf(!named.wordpress && !named.ghost)(
	'come home whole, and what does not come is told of',
	{ timeout: 600_000 },
	async () => {
		for (const source of ['wordpress', 'ghost'] as const) {
			const file = named[source];
			if (!file) continue;
			const place = await testSite();
			try {
				await createMember(place.system(), { name: '店主', email: 'owner@example.com', role: 'owner' });
				const bring = async () => {
					// Without pictures: a test asks nobody outside.
					const options = { pictures: 'none' as const };
					const { id } = await askRun(place.system(), { source, place: file, options, dry: false, by: 'here' });
					const run = await takeRun(place.system(), { id, worker: 'test' });
					if (!run) throw new Error('not taken');
					const { outcome, counts, trouble } = await runImport(place.system(), run);
					place.clock.advance(60_000);
					expect({ outcome, trouble }).toEqual({ outcome: 'done', trouble: null });
					return counts;
				};
				process.stdout.write(`${source}: ${JSON.stringify(await bring())}\n`);
				const codes = await place.site.sql`
					select code, count(*)::int as times from transfer.finding group by code order by 2 desc`;
				process.stdout.write(`${codes.map(({ code, times }) => `${times} × ${code}`).join(', ')}\n`);
				const told = await place.site
					.sql`select foreign_id from transfer.item union select foreign_id from transfer.finding`;
				const known = new Set(told.map(({ foreign_id: id }) => String(id)));
				const ids = idsIn[source](readFileSync(file, 'utf8'));
				// Pictures and files are known by their addresses.
				const attached = new Set(
					[...readFileSync(file, 'utf8').matchAll(/<item>(?:(?!<\/item>)[\s\S])*<\/item>/g)]
						.filter(([item]) => /<wp:post_type>(?:<!\[CDATA\[)?attachment/.test(item))
						.map(([item]) => /<wp:post_id>(?:<!\[CDATA\[)?(\d+)/.exec(item)?.[1] ?? ''),
				);
				expect(ids.filter((id) => !known.has(id) && !attached.has(id))).toEqual([]);
				const again = await bring();
				expect(Object.entries(again).filter(([, { fresh, changed }]) => fresh + changed > 0)).toEqual([]);
			} finally {
				await place.close();
			}
		}
	},
);
