import type { RequestEvent } from '@sveltejs/kit';
import { listSaid } from '#community/server/index.ts';
import { listArticles } from '#content/server/index.ts';
import { listPublicAnswers, readProfile } from '#membership/server/index.ts';
import { readMemberStanding } from '#seo/server/index.ts';
import { storiesOf } from '#web/as-home.ts';
import { sharedPage } from '#web/shared-page.ts';

export const csr = false;

export async function load(event: RequestEvent) {
	const ctx = sharedPage(event);
	const { brand, locale } = event.locals;
	const profile = await readProfile(ctx, { handle: event.params['handle'] ?? '' });
	sharedPage(event, { profile: profile.id, handle: profile.handle });
	const before = event.url.searchParams.get('before') ?? undefined;
	const [written, answers, indexed, said] = await Promise.all([
		listArticles(ctx, { author: profile.id, before }),
		listPublicAnswers(ctx, { member: profile.id }),
		readMemberStanding(ctx, { member: profile.id }),
		before ? [] : listSaid(ctx, { member: profile.id }),
	]);
	return {
		profile,
		answers,
		indexed,
		said,
		stories: storiesOf(written.items, brand, locale),
		next: written.next,
		first: !before,
	};
}
