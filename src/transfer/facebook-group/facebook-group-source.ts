import type { Source } from '#transfer/source.ts';

/** What somebody said in a Facebook group, by their own “download your information”: Facebook gives nobody the words of others. */
export const facebookGroup = (): Source => ({
	name: 'facebook-group',
	title: (locale) => (locale === 'en' ? 'Facebook group (one’s own posts)' : 'Facebook 社團（自己的貼文）'),
	open: async (...asked) => (await import('#transfer/facebook-group/read-group.ts')).openGroup(...asked),
});
