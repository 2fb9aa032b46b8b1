import { federationText } from '#federation/messages/index.ts';
import { blueskyNetwork } from '#network/bluesky/bluesky-network.ts';
import { facebookNetwork } from '#network/facebook/facebook-network.ts';
import { handNetwork } from '#network/hand/hand-network.ts';
import { instagramNetwork } from '#network/instagram/instagram-network.ts';
import { offerNetworks, offerPlace } from '#network/known-networks.ts';
import { lineNetwork } from '#network/line/line-network.ts';
import { linkedinNetwork } from '#network/linkedin/linkedin-network.ts';
import { mastodonNetwork } from '#network/mastodon/mastodon-network.ts';
import { pinterestNetwork } from '#network/pinterest/pinterest-network.ts';
import { plurkNetwork } from '#network/plurk/plurk-network.ts';
import { practiceNetwork } from '#network/practice/practice-network.ts';
import { telegramNetwork } from '#network/telegram/telegram-network.ts';
import { threadsNetwork } from '#network/threads/threads-network.ts';
import { xNetwork } from '#network/x/x-network.ts';
import { youtubeNetwork } from '#network/youtube/youtube-network.ts';

/** The networks of this product, one line each. Taking a line out switches a network off and breaks nothing else. */
export const productNetworks = [
	facebookNetwork(),
	instagramNetwork(),
	threadsNetwork(),
	lineNetwork(),
	blueskyNetwork(),
	xNetwork(),
	plurkNetwork(),
	linkedinNetwork(),
	pinterestNetwork(),
	youtubeNetwork(),
	mastodonNetwork(),
	telegramNetwork(),
	handNetwork(),
	practiceNetwork(),
];

offerNetworks(productNetworks);
// The open network has no account to publish by, and brings answers home.
offerPlace('fediverse', (locale) => federationText(locale)('title'));
