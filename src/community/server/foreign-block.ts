import type { Ctx } from '#platform/context/context.ts';
import { foreignPerson } from '#community/foreign-person.ts';

/** Somebody on a network has gone, or wants not to be named: nobody's list has their name any more. */
export async function forgetForeignBlocks(ctx: Ctx, network: string, author: string): Promise<void> {
	await ctx.db
		.deleteFrom('community.unheard')
		.where('network', '=', network)
		.where('person', '=', foreignPerson(author))
		.execute();
}

/** True for a comment (an alias with its origin) whose author on a network is not blocked by that member, as SQL. */
export const heardFromAway = (member: string, comment: string): string => `not exists (
	select from community.unheard u where u.member = ${member}
		and u.network = ${comment}.origin_network and u.person = community.foreign_person(${comment}.origin_author)
)`;
