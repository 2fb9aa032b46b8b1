import type { Source } from '#transfer/source.ts';

/** A NodeBB forum, by what `mongoexport` writes of its collection `objects`. */
export const nodebb = (): Source => ({
	name: 'nodebb',
	title: () => 'NodeBB',
	places(path) {
		// /topic/12/a-slug/3, /post/90
		const topic = /^\/topic\/(\d+)(?:\/[^/]*(?:\/(\d+))?)?\/?$/.exec(path);
		if (topic)
			return [
				...(topic[2] && topic[2] !== '1' ? [{ kind: 'comment' as const, mark: `${topic[1]}/${topic[2]}` }] : []),
				{ kind: 'thread', id: topic[1] as string },
			];
		const post = /^\/post\/(\d+)\/?$/.exec(path);
		return post ? [{ kind: 'comment', id: post[1] as string }] : [];
	},
	open: async (...asked) => (await import('#transfer/nodebb/read-nodebb.ts')).openNodebb(...asked),
});
