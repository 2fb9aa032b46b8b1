import { sql } from 'kysely';
import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { command } from '#platform/context/command.ts';
import { signsChosen } from '#community/events.ts';
import { mayArrange } from '#community/policy.ts';
import { mostSigns, oneSign } from '#community/reaction.ts';

export const ChooseSigns = z.object({
	signs: z
		.array(z.string().max(16, 'sign').refine(oneSign, 'sign'))
		.min(1, 'missing')
		.max(mostSigns, 'too-long')
		.transform((signs) => [...new Set(signs)]),
});

/** Says which signs members may react with, in order. What was said with a sign that is offered no longer stays. */
export const chooseSigns = command(ChooseSigns, async (ctx, { signs }) => {
	authorize(ctx.actor, 'reaction.choose', mayArrange, null);
	await sql`update community.sign set retired = ${ctx.now}::timestamptz where retired is null and sign <> all(${signs}::text[])`.execute(
		ctx.db,
	);
	await sql`
		insert into community.sign (sign, position)
		select sign, place from unnest(${signs}::text[]) with ordinality as chosen (sign, place)
		on conflict (sign) do update set position = excluded.position, retired = null`.execute(ctx.db);
	// Every page with a conversation shows them.
	ctx.record({ name: signsChosen, about: 'site', data: { signs } });
	return { signs };
});
