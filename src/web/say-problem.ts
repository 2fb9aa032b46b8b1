import type { Say } from '#platform/language/catalogue.ts';
import type { Locale } from '#platform/language/locale.ts';
import { commerceText } from '#commerce/messages/index.ts';
import { contentText } from '#content/messages/index.ts';
import { embedText } from '#embed/messages/index.ts';
import { federationText } from '#federation/messages/index.ts';
import { gatheringText } from '#gathering/messages/index.ts';
import { inboxText } from '#inbox/messages/index.ts';
import { insightText } from '#insight/messages/index.ts';
import { communityText } from '#community/messages/index.ts';
import { mediaText } from '#media/messages/index.ts';
import { membershipText } from '#membership/messages/index.ts';
import { messageText } from '#message/messages/index.ts';
import { moderationText } from '#moderation/messages/index.ts';
import { notificationText } from '#notification/messages/index.ts';
import { platformText } from '#platform/messages/index.ts';
import { publishingText } from '#publishing/messages/index.ts';
import { seoText } from '#seo/messages/index.ts';
import { siteText } from '#site/messages/index.ts';
import { transferText } from '#transfer/messages/index.ts';
import { webText } from '#web/messages/index.ts';
import type { Problem } from '#platform/problem.ts';

type Speaker = (locale: Locale) => Say<never>;

/** Catalogues that say refusals: a module that refuses has keys `problem.CODE` and, for fields, `field.KEY`. */
const speakers = [
	platformText,
	siteText,
	contentText,
	communityText,
	mediaText,
	membershipText,
	commerceText,
	insightText,
	webText,
	publishingText,
	inboxText,
	seoText,
	transferText,
	notificationText,
	moderationText,
	gatheringText,
	embedText,
	federationText,
	messageText,
] as unknown as readonly Speaker[];

/** A refusal as a sentence for a person. */
export function sayProblem(locale: Locale, problem: Problem): string {
	return (
		find(locale, `problem.${problem.code}`, problem.details) ??
		platformText(locale)('problem.other', { code: problem.code })
	);
}

/** A finding about one field, as a sentence. */
export function sayField(locale: Locale, key: string): string {
	return find(locale, `field.${key}`, {}) ?? platformText(locale)('field.wrong');
}

/** What is kept as a key of some catalogue, as a sentence. */
export const sayKey = (locale: Locale, key: string): string =>
	find(locale, key, {}) ?? platformText(locale)('problem.other', { code: key });

function find(locale: Locale, key: string, details: Record<string, unknown>): string | null {
	for (const speaker of speakers) {
		const said = speaker(locale)(key as never, details as never);
		if (said !== key) return said;
	}
	return null;
}
