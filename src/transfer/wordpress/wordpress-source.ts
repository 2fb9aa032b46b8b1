import type { Source } from '#transfer/source.ts';

/** A WordPress site, by the file that its tools export. */
export const wordpress = (): Source => ({
	name: 'wordpress',
	title: () => 'WordPress',
	open: async (...asked) => (await import('#transfer/wordpress/read-wxr.ts')).openWxr(...asked),
});
