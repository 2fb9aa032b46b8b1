import {
	importAnswers,
	importBallots,
	importFollowing,
	importReactions,
	importVotes,
} from '#community/server/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { TalkLines } from '#transfer/export-talk.ts';
import type { Kind } from '#transfer/item.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { PreparedHistory } from '#transfer/server/import/prepared.ts';

type Of<K extends keyof TalkLines> = Extract<PreparedHistory, { kind: K }>;

/** What was done in conversations without a word, of one kind; all that it names is here. Returns what became of each. */
export async function bringTalk(ctx: Ctx, items: readonly Of<keyof TalkLines>[], known: KnownItems) {
	const find = (kind: Kind, id: string | number | null): number | null =>
		id === null ? null : (known.find(kind, String(id))?.id ?? null);
	const here = (kind: Kind, id: string | number): number => find(kind, id) as number;
	const lines = <K extends keyof TalkLines>(): TalkLines[K][] => items.map(({ item }) => item.line as TalkLines[K]);
	switch (items[0]?.kind) {
		case 'answer':
			return importAnswers(ctx, {
				answers: lines<'answer'>().map((line) => ({
					...line,
					thread: here('thread', line.thread),
					comment: here('comment', line.comment),
					chosenBy: find('person', line.chosenBy),
				})),
			});
		case 'vote':
			return importVotes(ctx, {
				votes: lines<'vote'>().map((line) => ({ ...line, ...votedHere(line, here) })),
			});
		case 'ballot':
			return importBallots(ctx, {
				ballots: lines<'ballot'>().map((line) => ({ ...line, ...votedHere(line, here) })),
			});
		case 'reaction':
			return importReactions(ctx, {
				reactions: lines<'reaction'>().map((line) => ({
					...line,
					comment: here('comment', line.comment),
					member: here('person', line.member),
				})),
			});
		case 'follow':
			return importFollowing(ctx, {
				following: lines<'follow'>().map((line) => ({
					...line,
					member: here('person', line.member),
					thread: find('thread', line.thread),
					category: find('category', line.category),
					seenComment: find('comment', line.seenComment),
				})),
			});
		default:
			return [];
	}
}

const votedHere = (line: { thread: number; member: string }, here: (kind: Kind, id: string | number) => number) => ({
	thread: here('thread', line.thread),
	member: here('person', line.member),
});
