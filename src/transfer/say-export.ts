import type { Locale } from '#platform/language/locale.ts';
import { transferText } from '#transfer/messages/index.ts';

/** In which order an export is told of. */
const order = [
	...[
		'articles',
		'revisions',
		'pages',
		'series',
		'library',
		'members',
		'fields',
		'fieldAnswers',
		'consents',
		'categories',
		'threads',
		'comments',
	],
	...['answers', 'votes', 'ballots', 'reactions', 'threadFollows', 'categoryFollows'],
	...['redirects', 'links', 'posts', 'products', 'orders', 'keepsakes'],
];

/** What an export holds, in one line: `文章 12、頁面 3`. */
export function countText(locale: Locale, counts: Record<string, number>): string {
	const say = transferText(locale);
	const number = new Intl.NumberFormat(locale);
	const sorted = Object.entries(counts).sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
	const parts = sorted.map(([kind, count]) =>
		say('report.part', { what: say(`export.${kind}` as 'export.articles'), count: number.format(count) }),
	);
	return new Intl.ListFormat(locale, { type: 'conjunction' }).format(parts);
}
