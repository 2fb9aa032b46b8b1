/** The times that make the state of a post. */
export interface PostTimes {
	armed: Date | null;
	tries: number;
	next_try: Date | null;
	published: Date | null;
	failed: Date | null;
	unconfirmed: Date | null;
	withdrawn: Date | null;
}

export const postStates = ['queued', 'sending', 'waiting', 'published', 'failed', 'unconfirmed', 'withdrawn'] as const;
export type PostState = (typeof postStates)[number];

/** What a post is at: `waiting` means that it was tried and will be tried again, `withdrawn` that it went out and was taken back. */
export function postState(post: PostTimes): PostState {
	const { armed, tries, next_try: nextTry, published, failed, unconfirmed, withdrawn } = post;
	if (withdrawn) return 'withdrawn';
	if (published) return 'published';
	if (failed) return 'failed';
	if (unconfirmed) return 'unconfirmed';
	if (nextTry && tries) return 'waiting';
	return armed ? 'sending' : 'queued';
}
