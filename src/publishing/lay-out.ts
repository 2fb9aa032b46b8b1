import { countText } from '#network/count-text.ts';
import type { Limits } from '#network/limit.ts';
import { prepare, type Objection, type Prepared } from '#network/prepare.ts';
import { splitThread } from '#publishing/split-thread.ts';
import type { VariantShape } from '#publishing/variant-shape.ts';

/** What we say under our own post: the next part of a thread, or the first comment. */
export interface FollowUpText {
	kind: 'thread' | 'comment';
	text: string;
}

/** A variant as it goes out. */
export interface LaidOut {
	/** The post itself. */
	text: string;
	link: string | null;
	/** In the order in which they follow. */
	rest: FollowUpText[];
	/** What the network would refuse of any of it, or what somebody should know. */
	objections: Objection[];
}

/** Whether we can say something under our own post there. */
export const hasFollowUps = (limits: Limits): boolean => Boolean(limits.thread || limits.firstComment);

/**
 * Lays a variant out: one post, or the head of a thread with its parts, with the link where it was wanted and the first comment
 * last. Pure: the page where it is written, the command that keeps it and the one that sends it give the same answer.
 */
export function layOut(limits: Limits, { text, link, pictures }: Prepared, shape: VariantShape): LaidOut {
	const here = shape.linkPlace === 'usual' ? link : null;
	const head = (part: string): Prepared => ({ text: part, link: here, ...(pictures ? { pictures } : {}) });
	const tooLong = (part: string): boolean => prepare(limits, head(part)).some(({ key }) => key === 'text-too-long');
	const parts =
		shape.thread && limits.thread
			? splitThread(text, limits.thread, (part, first) =>
					first ? !tooLong(part) : countText(part, limits.comment) <= limits.comment.most,
				)
			: [text];
	const comment = [shape.comment.trim(), shape.linkPlace === 'comment' && link].filter(Boolean).join('\n');
	const rest: FollowUpText[] = [
		...parts.slice(1).map((part): FollowUpText => ({ kind: 'thread', text: part })),
		...(comment ? [{ kind: 'comment', text: comment } as const] : []),
	];
	const first = parts[0] ?? '';
	return {
		text: first,
		link: here,
		rest,
		objections: [...prepare(limits, head(first)), ...objectionsTo(limits, rest)],
	};
}

function objectionsTo(limits: Limits, rest: readonly FollowUpText[]): Objection[] {
	const found: Objection[] = [];
	if (rest.length && !hasFollowUps(limits)) found.push({ key: 'no-comments', stops: true });
	const parts = 1 + rest.filter(({ kind }) => kind === 'thread').length;
	if (limits.thread && parts > limits.thread)
		found.push({ key: 'too-many-parts', limit: limits.thread, actual: parts, stops: true });
	for (const { kind, text } of rest) {
		const actual = countText(text, limits.comment);
		const key = kind === 'comment' ? 'comment-too-long' : 'part-too-long';
		if (actual > limits.comment.most) found.push({ key, limit: limits.comment.most, actual, stops: true });
	}
	return found;
}
