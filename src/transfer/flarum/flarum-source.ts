import type { Source } from '#transfer/source.ts';

/** A Flarum forum, by a dump of its database or the JSON that phpMyAdmin exports of it. */
export const flarum = (): Source => ({
	name: 'flarum',
	title: () => 'Flarum',
	places(path) {
		// /d/12-a-slug/3
		const found = /^\/d\/(\d+)(?:-[^/]*)?(?:\/(\d+))?\/?$/.exec(path);
		if (!found) return [];
		return [
			...(found[2] && found[2] !== '1' ? [{ kind: 'comment' as const, mark: `${found[1]}/${found[2]}` }] : []),
			{ kind: 'thread', id: found[1] as string },
		];
	},
	open: async (...asked) => (await import('#transfer/flarum/read-flarum.ts')).openFlarum(...asked),
});
