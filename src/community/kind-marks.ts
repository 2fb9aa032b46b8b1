import type { Locale } from '#platform/language/locale.ts';
import { communityText } from '#community/messages/index.ts';
import { starsText } from '#community/stars-text.ts';
import type { ThreadCard } from '#community/thread.ts';

/** A word on a thread's card or page, and the tone it is said in. */
export interface KindMark {
	text: string;
	tone: '' | 'accent' | 'success' | 'info' | 'warning';
}

const tones = { open: '', planned: 'info', started: 'info', done: 'success', declined: '' } as const;

/** What a thread is for and how far it is, and that it is pinned, in words; nothing for a plain discussion. */
export function kindMarks(
	thread: Pick<ThreadCard, 'kind' | 'answer' | 'idea' | 'pinned' | 'stars'>,
	locale: Locale,
): KindMark[] {
	const say = communityText(locale);
	const { kind, idea } = thread;
	const pinned: KindMark[] = thread.pinned ? [{ text: say('thread.pinned'), tone: 'info' }] : [];
	if (kind === 'discussion') return pinned;
	const marks: KindMark[] = [
		...pinned,
		{ text: say(`kind.${kind}`), tone: kind === 'announcement' ? 'warning' : 'accent' },
	];
	if (kind === 'question' && thread.answer !== null) marks.push({ text: say('kind.solved'), tone: 'success' });
	const given = starsText(thread.stars, locale);
	if (given) marks.push({ text: given, tone: '' });
	if (idea) {
		if (idea.status !== 'open') marks.push({ text: say(`idea.${idea.status}`), tone: tones[idea.status] });
		marks.push({ text: say('idea.votes', { count: idea.votes }), tone: '' });
	}
	return marks;
}
