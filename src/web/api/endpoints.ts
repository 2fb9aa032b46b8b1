import type { Endpoint } from '#web/api/endpoint.ts';
import { articleEndpoints } from '#web/api/resources/articles.ts';
import { articlePartEndpoints } from '#web/api/resources/article-part.ts';
import { conversationEndpoints } from '#web/api/resources/threads.ts';
import { followingEndpoints } from '#web/api/resources/following.ts';
import { gatheringEndpoints } from '#web/api/resources/gatherings.ts';
import { groupEndpoints } from '#web/api/resources/groups.ts';
import { insightEndpoints } from '#web/api/resources/insight.ts';
import { mediaEndpoints } from '#web/api/resources/media.ts';
import { memberEndpoints } from '#web/api/resources/members.ts';
import { orderEndpoints } from '#web/api/resources/orders.ts';
import { draftEndpoints } from '#web/api/resources/drafts.ts';
import { pageEndpoints } from '#web/api/resources/pages.ts';
import { productEndpoints } from '#web/api/resources/products.ts';
import { publishingEndpoints } from '#web/api/resources/publishing.ts';

/** The whole API. */
export const endpoints: readonly Endpoint[] = [
	...articleEndpoints,
	...articlePartEndpoints,
	...pageEndpoints,
	...mediaEndpoints,
	...conversationEndpoints,
	...followingEndpoints,
	...memberEndpoints,
	...groupEndpoints,
	...publishingEndpoints,
	...draftEndpoints,
	...orderEndpoints,
	...productEndpoints,
	...gatheringEndpoints,
	...insightEndpoints,
];
