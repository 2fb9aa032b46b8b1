import { commercePerson } from '#commerce/server/index.ts';
import { communityPerson } from '#community/server/index.ts';
import { contentPerson } from '#content/server/index.ts';
import { federationPerson } from '#federation/server/index.ts';
import { gatheringPerson } from '#gathering/server/index.ts';
import { inboxPerson } from '#inbox/server/index.ts';
import { insightPerson } from '#insight/server/index.ts';
import { mediaPerson } from '#media/server/index.ts';
import { offerPersonSources } from '#membership/person-source.ts';
import { membershipPerson } from '#membership/server/index.ts';
import { messagePerson } from '#message/server/index.ts';
import { moderationPerson } from '#moderation/server/index.ts';
import { notificationPerson } from '#notification/server/index.ts';
import { publishingPerson } from '#publishing/server/index.ts';
import { searchPerson } from '#search/server/index.ts';

/** What knows of people, one line each. Membership is last: the others still need to know whom they let go. */
offerPersonSources([
	federationPerson,
	communityPerson,
	moderationPerson,
	messagePerson,
	commercePerson,
	gatheringPerson,
	insightPerson,
	inboxPerson,
	contentPerson,
	mediaPerson,
	publishingPerson,
	notificationPerson,
	searchPerson,
	membershipPerson,
]);
