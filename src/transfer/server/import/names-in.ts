import { talkKinds, type TalkLines } from '#transfer/export-talk.ts';
import type { Kind } from '#transfer/item.ts';
import { namesOf } from '#transfer/keepsake-line.ts';
import { keepsakeCalled } from '#transfer/known-keepsakes.ts';
import type { Prepared } from '#transfer/server/import/prepared.ts';

/** Every item, and everything that one of them names. */
export function namesIn(items: readonly Prepared[]): (readonly [Kind, string])[] {
	return items.flatMap((one): (readonly [Kind, string])[] => {
		if (one.kind === 'picture' || one.kind === 'file') return [[one.kind, one.id]];
		const own = [one.kind, one.item.id] as const;
		if (one.kind === 'comment') {
			const { under, place, parent, author } = one.item;
			return [
				own,
				...(place === 'thread'
					? [['thread', under] as const]
					: [['article', under] as const, ['page', under] as const]),
				...(parent === null ? [] : [['comment', parent] as const]),
				...(author.person === null ? [] : [['person', author.person] as const]),
			];
		}
		if (one.kind === 'redirect') {
			const { to } = one.item;
			return 'person' in to ? [own, ['person', to.person]] : 'picture' in to ? [own, ['picture', to.picture]] : [own];
		}
		if (one.kind === 'revision') {
			const { article, keptBy, authors, series } = one.item.line;
			const people = [...authors, ...(keptBy === null ? [] : [keptBy])];
			return [
				own,
				['article', article],
				...people.map((person) => ['person', person] as const),
				...(series === null ? [] : [['series', series] as const]),
			];
		}
		if (one.kind === 'field-answer' || one.kind === 'portrait') return [own, ...peopleOf(one.item.line.member)];
		if (one.kind === 'consent') return [own, ...peopleOf(one.item.line.member, one.item.line.notedBy)];
		if (one.kind === 'link' || one.kind === 'post') {
			const { article, author } = one.item.line;
			return [own, ...(article === null ? [] : [['article', article] as const]), ...peopleOf(author)];
		}
		if (one.kind === 'order') return [own, ...peopleOf(one.item.line.member)];
		if (isTalk(one)) return [own, ...talkNames(one)];
		if (one.kind === 'keepsake') return [own, ...keepsakeNames(one)];
		if (one.kind === 'menu') {
			const pages = one.item.items.filter((row) => row.kind === 'page' || row.kind === 'article');
			return [own, ...pages.map((row) => [row.kind as 'page', row.target] as const)];
		}
		if (one.kind === 'frame') return one.item.logo ? [own, ['picture', one.item.logo]] : [own];
		if (one.kind === 'thread') {
			const { under, elsewhere, product, category, author, purpose } = one.item;
			return [
				own,
				...peopleOf(purpose.idea?.decidedBy ?? null),
				...(under === null ? [] : [['article', under] as const]),
				...(elsewhere ? [['keepsake', `elsewhere ${elsewhere}`] as const] : []),
				...(product ? [['product', product] as const] : []),
				...(category === null ? [] : [['category', category] as const]),
				...(author === null ? [] : [['person', author] as const]),
			];
		}
		if ((one.kind === 'article' || one.kind === 'page') && one.item.former) {
			const { authors, series, translates, thread } = one.item.former;
			return [
				own,
				...[...authors, ...(one.item.author === null ? [] : [one.item.author])].map(
					(author) => ['person', author] as const,
				),
				...(series ? [['series', series.id] as const] : []),
				...(translates === null ? [] : [[one.kind, translates] as const]),
				...(thread ? [['thread', String(thread.number)] as const] : []),
			];
		}
		const together = 'coauthors' in one.item ? (one.item.coauthors ?? []) : [];
		return [own, ...peopleOf('author' in one.item ? one.item.author : null, ...together)];
	});
}

const peopleOf = (...handles: readonly (string | null)[]): (readonly [Kind, string])[] =>
	handles.flatMap((handle) => (handle === null ? [] : [['person', handle] as const]));

type Talk = Extract<Prepared, { kind: keyof TalkLines }>;
const isTalk = (one: Prepared): one is Talk => (talkKinds as readonly string[]).includes(one.kind);

/** The threads, comments, categories and people of what was done without a word. */
function talkNames({ item: { line } }: Talk): (readonly [Kind, string])[] {
	const of = (kind: Kind, id: string | number | null | undefined): (readonly [Kind, string])[] =>
		id === null || id === undefined ? [] : [[kind, String(id)]];
	return [
		...('thread' in line ? of('thread', line.thread) : []),
		...('comment' in line ? of('comment', line.comment) : []),
		...('seenComment' in line ? of('comment', line.seenComment) : []),
		...('category' in line ? of('category', line.category) : []),
		...of('person', 'member' in line ? line.member : line.chosenBy),
	];
}

/** What a keepsake names, as what is known of it is asked for. */
function keepsakeNames({ item }: Extract<Prepared, { kind: 'keepsake' }>): (readonly [Kind, string])[] {
	const keepsake = keepsakeCalled(item.name);
	return (keepsake ? namesOf(keepsake, item.line) : []).map(([of, name]) =>
		keepsakeCalled(of) ? (['keepsake', `${of} ${name}`] as const) : ([of as Kind, name] as const),
	);
}
