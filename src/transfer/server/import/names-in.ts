import type { Kind } from '#transfer/item.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/** Every item, and everything that one of them names. */
export function namesIn(items: readonly Prepared[]): (readonly [Kind, string])[] {
	return items.flatMap((one): (readonly [Kind, string])[] => {
		if (one.kind === 'picture') return [['picture', one.id]];
		const own = [one.kind, one.item.id] as const;
		if (one.kind === 'comment') {
			const { under, parent, author } = one.item;
			return [
				own,
				['article', under],
				['page', under],
				...(parent === null ? [] : [['comment', parent] as const]),
				...(author.person === null ? [] : [['person', author.person] as const]),
			];
		}
		if (one.kind === 'redirect') {
			const { to } = one.item;
			return 'person' in to ? [own, ['person', to.person]] : 'picture' in to ? [own, ['picture', to.picture]] : [own];
		}
		return 'author' in one.item && one.item.author !== null ? [own, ['person', one.item.author]] : [own];
	});
}
