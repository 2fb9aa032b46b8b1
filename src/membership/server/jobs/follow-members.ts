import { job } from '#platform/job/job.ts';

/** How far back is looked: an hour that was missed is made up for. */
const lately = 2 * 86_400_000;

/**
 * Each hour, before those who are kept ready are looked at: who came back, and who followed a link of a mailing. These come in
 * numbers, so nobody states a fact for each; what is taken back afterwards is put right at night (`check-traits`).
 */
export const followMembers = job('membership.follow-members', { every: '17 * * * *', patient: true }, async (ctx) => {
	const since = new Date(ctx.now.getTime() - lately);
	await ctx.sql`
		update membership.trait t set visited = v.seen
		from (
			select member, max(last_seen) as seen from insight.visit
			where day >= ${since}::timestamptz::date and member is not null group by member
		) v
		where v.member = t.member and v.seen >= t.joined and (t.visited is null or t.visited < v.seen)`;
	await ctx.sql`
		update membership.trait t set clicked = c.clicked
		from (
			select m.id as member, max(c.clicked) as clicked
			from notification.click c
				join notification.delivery d on d.id = c.delivery
				join notification.subscriber s on s.id = d.subscriber
				join membership.member m on m.email = s.email
			where c.machine is null and c.clicked >= ${since} group by m.id
		) c
		where c.member = t.member and (t.clicked is null or t.clicked < c.clicked)`;
});
