import type { Source } from '#transfer/source.ts';

/** Comments that stood under pages by Disqus, by the XML that its console mails to the owner. */
export const disqus = (): Source => ({
	name: 'disqus',
	title: () => 'Disqus',
	open: async (...asked) => (await import('#transfer/disqus/read-disqus.ts')).openDisqus(...asked),
});
