import type { Source } from '#transfer/source.ts';

/** A WordPress site, by the file that its tools export, or by its address. */
export const wordpress = (): Source => ({
	name: 'wordpress',
	title: () => 'WordPress',
	open: async (place, ...asked) =>
		/^https?:\/\//i.test(place)
			? (await import('#transfer/wordpress/read-rest.ts')).openRest(place, ...asked)
			: (await import('#transfer/wordpress/read-wxr.ts')).openWxr(place, ...asked),
});
