import { admittedKeepsakes, communityKeepsakes } from '#community/server/index.ts';
import { contentKeepsakes, readersKeepsakes } from '#content/server/index.ts';
import { embedKeepsakes } from '#embed/server/index.ts';
import { federationKeepsakes } from '#federation/server/index.ts';
import { gatheringKeepsakes } from '#gathering/server/index.ts';
import { membershipKeepsakes } from '#membership/server/index.ts';
import { moderationKeepsakes } from '#moderation/server/index.ts';
import { notificationKeepsakes } from '#notification/server/index.ts';
import { publishingKeepsakes } from '#publishing/server/index.ts';
import { seoKeepsakes } from '#seo/server/index.ts';
import { offerKeepsakes } from '#transfer/known-keepsakes.ts';

/** What leaves with a site beside its articles, pages, people and talk: what is named comes before what names it. */
offerKeepsakes([
	...communityKeepsakes,
	...contentKeepsakes,
	...embedKeepsakes,
	...seoKeepsakes,
	...gatheringKeepsakes,
	...publishingKeepsakes,
	...membershipKeepsakes,
	...readersKeepsakes,
	...admittedKeepsakes,
	...federationKeepsakes,
	...moderationKeepsakes,
	...notificationKeepsakes,
]);
