import { sql } from 'kysely';
import { z } from 'zod';
import { command } from '#platform/context/command.ts';
import { randomToken } from '#platform/token.ts';
import { tellConversions } from '#publishing/server/jobs/tell-conversions.ts';

const NoteConversion = z.object({
	kind: z.enum(['joined', 'ordered']),
	/** `member:3`, `order:9`. */
	subject: z.string(),
	member: z.number(),
	occurred: z.date(),
	amount: z.number().nullable().default(null),
	currency: z.string().nullable().default(null),
});

/**
 * Notes that something came of an ad, to be told where the house buys ads and tells: only of somebody who first came by a link of an
 * ad there, and who agrees to it. Noted twice it is there once.
 */
export const noteConversion = command(
	NoteConversion,
	async (ctx, { kind, subject, member, occurred, amount, currency }) => {
		const { rows } = await sql<{ id: number }>`
			insert into publishing.conversion (network, kind, subject, key, member, occurred, amount, currency)
			select desk.network, ${kind}, ${subject}, desk.network || '-' || ${randomToken(24)}, person.id, ${occurred}, ${amount}, ${currency}
			from publishing.ad_desk as desk
			join membership.member as person on person.id = ${member}
			join membership.preference as wish on wish.member = person.id and wish.ads is not null and wish.refused is null
			join publishing.link as link on link.id = person.came_by_link and link.campaign is not null and link.channel = desk.network || '-ads'
			where desk.telling is not null
			on conflict (network, subject) do nothing returning id`.execute(ctx.db);
		if (rows.length) ctx.queue(tellConversions, {});
		return { noted: rows.length };
	},
);
