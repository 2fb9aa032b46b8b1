import { sql } from 'kysely';
import type { Ctx } from '#platform/context/context.ts';
import type { NamedAs } from '#membership/profile-review.ts';
import { messageReported, reportThing } from '#moderation/events.ts';
import { watchedIn } from '#moderation/server/judge-said.ts';

/**
 * Has a member's page wait for a person when there is a watched word in their name, handle, or what they say of themselves: the house hands it over as anybody
 * could (decision 0097). One that waits is replaced by how it stands now; what was looked at and found right is not handed over again.
 */
export async function reviewProfile(ctx: Ctx, { member, name, handle, bio }: NamedAs): Promise<void> {
	await sql`
		delete from moderation.report
		where author = ${member}::bigint and about = 'profile' and decided is null and held_for <> '{}'`.execute(ctx.db);
	const words = await watchedIn(ctx, [name, handle, bio].join('\n'));
	if (!words.length) return;
	const text = textOf(name, handle, bio);
	const kept = await ctx.db
		.selectFrom('moderation.report')
		.select('id')
		.where('author', '=', member)
		.where('about', '=', 'profile')
		.where('verdict', '=', 'keep')
		.where(sql<boolean>`held_for <> '{}' and copy->0->>'text' = ${text}`)
		.executeTakeFirst();
	if (kept) return;
	const pieces = [{ author: member, text, said: ctx.now.toISOString(), reported: true }];
	const { id } = await ctx.db
		.insertInto('moderation.report')
		.values({
			about: 'profile',
			message: null,
			member: null,
			author: member,
			reason: 'spam',
			held_for: words.map((word) => `words:${word}`),
			copy: sql`${JSON.stringify(pieces)}::text::jsonb`,
			reported: ctx.now,
			opened: ctx.now,
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	ctx.record({ name: messageReported, about: reportThing(id), data: { report: id }, unsigned: true });
}

const textOf = (name: string, handle: string, bio: string): string =>
	[`${name} (@${handle})`, bio].filter(Boolean).join('\n\n');
