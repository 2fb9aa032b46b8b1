import { createHash } from 'node:crypto';

/** Everything of a variant that is judged when it is approved; when it goes out is not. */
export interface JudgedWords {
	text: string;
	link_place: string;
	layout: string;
	comment: string;
	alts: unknown;
	article: number | null;
	target: string | null;
	campaign: string | null;
	pictures: readonly number[];
}

/** What tells one from another: the same digest is the same post. */
export function reviewDigest(row: JudgedWords): string {
	const alts = Object.entries((row.alts ?? {}) as Record<string, string>).sort(([one], [other]) =>
		one < other ? -1 : 1,
	);
	const { text, link_place: place, layout, comment, article, target, campaign, pictures } = row;
	return createHash('sha256')
		.update(JSON.stringify([text, place, layout, comment, alts, article, target, campaign, pictures]))
		.digest('hex');
}
