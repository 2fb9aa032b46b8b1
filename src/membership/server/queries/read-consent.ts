import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { query } from '#platform/context/command.ts';
import type { Consent, ConsentMatter, Decision, Preferences } from '#membership/consent.ts';
import { mayReadConsent } from '#membership/policy.ts';

/** What a person agrees to now, and everything that they ever said, newest first. Their own, or for staff. */
export const readConsent = query(
	z.object({ member: z.coerce.number().int().positive() }),
	async (ctx, { member }): Promise<{ now: Preferences; said: Consent[] }> => {
		authorize(ctx.actor, 'consent.read', mayReadConsent, { id: member });
		const [now, said] = await Promise.all([
			ctx.db.selectFrom('membership.preference').selectAll().where('member', '=', member).executeTakeFirst(),
			ctx.db
				.selectFrom('membership.consent as c')
				.leftJoin('membership.notice as n', 'n.id', 'c.notice')
				.select(['c.id', 'c.what', 'c.decision', 'c.place', 'c.said', 'n.title', 'n.body', 'n.hash', 'n.locale'])
				.where('c.member', '=', member)
				.orderBy('c.id', 'desc')
				.limit(200)
				.execute(),
		]);
		return {
			now: {
				mail: Boolean(now?.mail),
				line: Boolean(now?.line),
				push: Boolean(now?.push),
				ads: Boolean(now?.ads),
				refused: Boolean(now?.refused),
			},
			said: said.map(({ id, what, decision, place, said: time, title, body, hash, locale }) => ({
				id,
				what: what as ConsentMatter,
				decision: decision as Decision,
				place,
				said: time,
				notice:
					title !== null && body !== null && hash !== null ? { title, body, hash, locale: locale ?? 'zh-TW' } : null,
			})),
		};
	},
);
