import type { Source } from '#transfer/source.ts';

/** A Discourse forum, by the backup that its own console makes. */
export const discourse = (): Source => ({
	name: 'discourse',
	title: () => 'Discourse',
	places(path) {
		// /t/a-slug/12/3, /t/a-slug/12, /t/12/3, /t/12; /p/90
		// Without a slug first: a slug of digits alone is one in a million.
		const topic = /^\/t\/(\d+)(?:\/(\d+))?\/?$/.exec(path) ?? /^\/t\/[^/]+\/(\d+)(?:\/(\d+))?\/?$/.exec(path);
		if (topic)
			return [
				...(topic[2] && topic[2] !== '1' ? [{ kind: 'comment' as const, mark: `${topic[1]}/${topic[2]}` }] : []),
				{ kind: 'thread', id: topic[1] as string },
			];
		const post = /^\/p\/(\d+)(?:\/\d+)?\/?$/.exec(path);
		return post ? [{ kind: 'comment', id: post[1] as string }] : [];
	},
	open: async (...asked) => (await import('#transfer/discourse/read-discourse.ts')).openDiscourse(...asked),
});
