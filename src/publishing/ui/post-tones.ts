/** How the state of a post is coloured. */
export const postTones = {
	queued: 'info',
	sending: 'info',
	waiting: 'warning',
	published: 'success',
	failed: 'danger',
	unconfirmed: 'danger',
	withdrawn: undefined,
} as const;
