import type { Source } from '#transfer/source.ts';

/** A Ghost site, by the JSON that its settings export. */
export const ghost = (): Source => ({
	name: 'ghost',
	title: () => 'Ghost',
	open: async (...asked) => (await import('#transfer/ghost/read-ghost.ts')).openGhost(...asked),
});
