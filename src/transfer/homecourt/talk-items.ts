import type { z } from 'zod';
import { lists } from '#transfer/export-format.ts';
import { AnswerLine, BallotLine, FollowLine, ReactionLine, VoteLine } from '#transfer/export-talk.ts';
import { readLines } from '#transfer/homecourt/read-lines.ts';
import type { Item } from '#transfer/item.ts';
import type { Archive } from '#transfer/reading/archive.ts';

/** What was done in conversations without a word; each names a thread or a comment, and mostly a person. */
export async function* talkOfExport(archive: Archive, read: (bytes: number) => void): AsyncGenerator<Item> {
	const lines = <S extends z.ZodType>(name: string, schema: S) => readLines(archive, name, schema, read);
	for await (const line of lines(lists.answers, AnswerLine)) yield { kind: 'answer', id: String(line.thread), line };
	for await (const line of lines(lists.votes, VoteLine))
		yield { kind: 'vote', id: `${line.thread} ${line.member}`, line };
	for await (const line of lines(lists.ballots, BallotLine))
		yield { kind: 'ballot', id: `${line.thread} ${line.member}`, line };
	for await (const line of lines(lists.reactions, ReactionLine))
		yield { kind: 'reaction', id: `${line.comment} ${line.member}`, line };
	for (const list of [lists.threadFollows, lists.categoryFollows])
		for await (const line of lines(list, FollowLine))
			yield { kind: 'follow', id: `${line.member} ${line.thread ?? line.category ?? ''}`, line };
}
