import { offerReviewer } from '#community/review.ts';
import { judgeSaid } from '#moderation/server/index.ts';

/** Who looks at what members are about to say. */
offerReviewer(judgeSaid);
