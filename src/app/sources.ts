import { offerSources } from '#transfer/known-sources.ts';
import { discourse } from '#transfer/discourse/discourse-source.ts';
import { disqus } from '#transfer/disqus/disqus-source.ts';
import { facebookGroup } from '#transfer/facebook-group/facebook-group-source.ts';
import { facebookPage } from '#transfer/facebook-page/facebook-page-source.ts';
import { flarum } from '#transfer/flarum/flarum-source.ts';
import { homecourt } from '#transfer/homecourt/homecourt-source.ts';
import { ghost } from '#transfer/ghost/ghost-source.ts';
import { nodebb } from '#transfer/nodebb/nodebb-source.ts';
import { wordpress } from '#transfer/wordpress/wordpress-source.ts';

/** Where people can come home from, one line each. */
offerSources([
	wordpress(),
	ghost(),
	discourse(),
	nodebb(),
	flarum(),
	disqus(),
	facebookPage(),
	facebookGroup(),
	homecourt(),
]);
