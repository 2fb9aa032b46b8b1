import { readdirSync, existsSync } from 'node:fs';
import path from 'node:path';
import '#app/keepsakes.ts';
import '#app/networks.ts';
import '#app/person-sources.ts';
import '#app/proof.ts';
import '#app/reviewer.ts';
import '#app/sources.ts';
import '#app/week.ts';
import {
	chooseHighlight,
	closePolls,
	closeSilent,
	countHelpers,
	followOwn,
	forgetHeld,
	previewLinks,
	remindOfBookmarks,
	renewPreviews,
	redrawComments,
	weighTrust,
} from '#community/server/index.ts';
import { followIdentity, matchJoined } from '#commerce/server/index.ts';
import { publishScheduled, purgeDeleted, redrawBodies, relateArticles, relateImported } from '#content/server/index.ts';
import { deliver, followThings, forgetHeard, tellAgain } from '#federation/server/index.ts';
import { remindGuests, tellGuests, turnPages } from '#gathering/server/index.ts';
import {
	bringCommentsHome,
	deliverAnswer,
	followComments,
	followNames,
	keepAnswers,
	noteComments,
	withdrawGone,
	takeMessages,
	forgetMessages,
	takeMentions,
	forgetMentions,
} from '#inbox/server/index.ts';
import { forgetNames, linkJoined } from '#insight/server/index.ts';
import { encodePicture, forgetLeftovers, renewPictures } from '#media/server/index.ts';
import { forgetLeftTalks } from '#message/server/index.ts';
import { readMigrations, type Migration } from '#platform/database/migrate.ts';
import { deliverMail } from '#platform/mail/deliver-mail.ts';
import type { Job } from '#platform/job/job.ts';
import { react } from '#platform/job/react.ts';
import { jobRegistry } from '#platform/job/registry.ts';
import {
	checkPeople,
	checkTraits,
	followMembers,
	endSuspensions,
	eraseAsked,
	forgetExpired,
	turnSigningKeys,
	keepShownNotice,
	keepPeopleOf,
	keepPeopleOfMany,
	keepTraits,
	letGo,
} from '#membership/server/index.ts';
import {
	followMovedDecisions,
	forgetCopies,
	holdFlagged,
	learnFrom,
	learnOrdinary,
	noteWithheld,
} from '#moderation/server/index.ts';
import {
	followAddress,
	followSession,
	forgetNotices,
	greetJoined,
	keepMissives,
	orderMissives,
	forgetUnconfirmed,
	keepBundles,
	keepMailings,
	keepPushes,
	followMovedComments,
	readReturned,
	tellOfAnswer,
	tellOfBookmark,
	tellOfMessage,
	tellOfComment,
	tellOfDecision,
	tellOfWaiting,
	tellOfReaction,
} from '#notification/server/index.ts';
import {
	catchUp,
	followChanges,
	followImports,
	followMoves,
	followPeople,
	followRetagged,
	followTags,
} from '#search/server/index.ts';
import { drawSocialPictures } from '#seo/server/index.ts';
import { drawIcons, turnAnnouncement } from '#site/server/index.ts';
import {
	amendPost,
	collectHinted,
	collectPosts,
	planRecurring,
	findMentions,
	greetMessage,
	noteJoinedByAd,
	noteOrdered,
	readSpending,
	tellConversions,
	deliverFollowUps,
	deliverPost,
	greetAccount,
	keepAccounts,
	keepPosts,
	sendDue,
	sendVariant,
} from '#publishing/server/index.ts';
import { collectSearchFigures, pingHub, sendMentions, tellIndexNow, verifyMention } from '#seo/server/index.ts';
import { carryOn, keepExports } from '#transfer/server/index.ts';
import { forgetCalls } from '#web/api/forget-calls.ts';

const source = path.resolve(import.meta.dirname, '..');

/** Every module's migrations, found by their place in the tree. */
export function productMigrations(): Migration[] {
	const networks = readdirSync(path.join(source, 'network')).map((network) => path.join('network', network));
	const folders = [...readdirSync(source), ...networks]
		.map((module) => path.join(source, module, 'server', 'migrations'))
		.filter((folder) => existsSync(folder));
	return readMigrations([path.join(source, 'platform/database/migrations'), ...folders]);
}

/** Every job of the product. */
const jobs = [
	react,
	followChanges,
	followImports,
	followMoves,
	followRetagged,
	followTags,
	followPeople,
	catchUp,
	deliverMail,
	forgetExpired,
	turnSigningKeys,
	keepShownNotice,
	keepTraits,
	keepPeopleOf,
	keepPeopleOfMany,
	checkPeople,
	checkTraits,
	followMembers,
	eraseAsked,
	endSuspensions,
	letGo,
	forgetHeld,
	closePolls,
	closeSilent,
	remindOfBookmarks,
	previewLinks,
	renewPreviews,
	followOwn,
	weighTrust,
	countHelpers,
	chooseHighlight,
	publishScheduled,
	redrawBodies,
	redrawComments,
	purgeDeleted,
	relateArticles,
	relateImported,
	deliverPost,
	deliverFollowUps,
	amendPost,
	keepPosts,
	sendVariant,
	sendDue,
	collectHinted,
	collectPosts,
	planRecurring,
	findMentions,
	greetMessage,
	noteJoinedByAd,
	noteOrdered,
	readSpending,
	tellConversions,
	greetAccount,
	keepAccounts,
	noteComments,
	withdrawGone,
	takeMessages,
	forgetMessages,
	takeMentions,
	forgetMentions,
	bringCommentsHome,
	deliverAnswer,
	keepAnswers,
	followComments,
	followNames,
	matchJoined,
	followIdentity,
	linkJoined,
	forgetNames,
	encodePicture,
	renewPictures,
	forgetLeftovers,
	drawIcons,
	drawSocialPictures,
	turnAnnouncement,
	pingHub,
	tellIndexNow,
	collectSearchFigures,
	verifyMention,
	sendMentions,
	forgetUnconfirmed,
	followAddress,
	followSession,
	keepPushes,
	greetJoined,
	orderMissives,
	keepMissives,
	tellOfComment,
	tellOfAnswer,
	noteWithheld,
	holdFlagged,
	followMovedDecisions,
	forgetCopies,
	forgetLeftTalks,
	learnFrom,
	learnOrdinary,
	tellOfDecision,
	tellOfWaiting,
	tellOfBookmark,
	tellOfMessage,
	followMovedComments,
	tellOfReaction,
	forgetNotices,
	keepMailings,
	readReturned,
	turnPages,
	remindGuests,
	tellGuests,
	keepBundles,
	forgetCalls,
	carryOn,
	keepExports,
	deliver,
	followThings,
	tellAgain,
	forgetHeard,
] as unknown as readonly Job[];

export const productJobs = jobRegistry(jobs);
