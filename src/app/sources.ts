import { offerSources } from '#transfer/known-sources.ts';
import { facebookPage } from '#transfer/facebook-page/facebook-page-source.ts';
import { homecourt } from '#transfer/homecourt/homecourt-source.ts';
import { ghost } from '#transfer/ghost/ghost-source.ts';
import { wordpress } from '#transfer/wordpress/wordpress-source.ts';

/** Where people can come home from, one line each. */
offerSources([wordpress(), ghost(), facebookPage(), homecourt()]);
