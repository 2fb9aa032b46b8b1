import { offerReviewer } from '#community/review.ts';
import { offerProfileReviewer } from '#membership/profile-review.ts';
import { judgeSaid, reviewProfile } from '#moderation/server/index.ts';

/** Who looks at what members are about to say. */
offerReviewer(judgeSaid);
/** And at what they say of themselves. */
offerProfileReviewer(reviewProfile);
