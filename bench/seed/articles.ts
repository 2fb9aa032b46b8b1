import { articleBody } from './body.ts';
import type { Value } from './copy.ts';
import type { Random } from './random.ts';
import type { SeedSize } from './size.ts';
import { title } from './text.ts';

export const articleColumns = [
	'id',
	'slug',
	'title',
	'excerpt',
	'body',
	'body_html',
	'body_text',
	'tags',
	'locale',
	'author',
	'reading_minutes',
	'created',
	'changed',
	'published',
	'thread',
];

export const articlePath = (id: number): string => `/articles/article-${id}`;

/** Articles; those set aside for measuring are long enough for a page of 30 to 60 kB with their comments. */
export function* articleRows(rng: Random, size: SeedSize, began: number, dayLength: number): Generator<Value[]> {
	for (let id = 1; id <= size.articles; id++) {
		const length = id <= size.measured ? rng.whole(4_000, 8_500) : rng.whole(400, 2_200);
		const { body, html, text } = articleBody(rng, length);
		const published = new Date(began + (id / size.articles) * (size.days - 1) * dayLength);
		const tags = [rng.pick(['沖煮', '豆子', '器具', '店裡的事', '食譜']), rng.pick(['新手', '進階', '季節'])];
		yield [
			id,
			`article-${id}`,
			`${title(rng)}（${id}）`,
			text.slice(0, 120),
			body,
			html,
			text,
			tags,
			'zh-TW',
			rng.whole(1, 4),
			Math.max(1, Math.round(length / 400)),
			published,
			published,
			published,
			id,
		];
	}
}
