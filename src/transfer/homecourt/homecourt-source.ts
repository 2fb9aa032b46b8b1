import type { Source } from '#transfer/source.ts';

/** A site of this product, by what its `export` wrote. */
export const homecourt = (): Source => ({
	name: 'homecourt',
	title: () => 'Homecourt',
	open: async (...asked) => (await import('#transfer/homecourt/read-export.ts')).openExport(...asked),
});
