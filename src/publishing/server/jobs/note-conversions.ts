import { reaction } from '#platform/job/job.ts';
import { consentChanged } from '#membership/events.ts';
import { noteConversion } from '#publishing/server/commands/note-conversion.ts';

/** Somebody who came by an ad has paid for an order. */
export const noteOrdered = reaction('publishing.note-ordered', ['order.paid'], async (ctx, { data, occurred }) => {
	const { order, member, amount, currency } = data as {
		order: number;
		member: number | null;
		amount: number;
		currency: string;
	};
	if (member === null) return;
	await noteConversion(ctx, {
		kind: 'ordered',
		subject: `order:${order}`,
		member,
		occurred: new Date(occurred),
		amount,
		currency,
	});
});

/**
 * Somebody agreed that ad networks learn what came of their ads: that they joined is told then, since nobody can agree before they
 * join. What is too old for a network by then is not told.
 */
export const noteJoinedByAd = reaction('publishing.note-joined-by-ad', [consentChanged], async (ctx, { data }) => {
	const { member, said } = data as { member: number; said: { what: string; decision: string }[] };
	if (!said.some(({ what, decision }) => what === 'ads' && decision === 'given')) return;
	const person = await ctx.db
		.selectFrom('membership.member')
		.select('joined')
		.where('id', '=', member)
		.executeTakeFirst();
	if (!person) return;
	await noteConversion(ctx, { kind: 'joined', subject: `member:${member}`, member, occurred: person.joined });
});
