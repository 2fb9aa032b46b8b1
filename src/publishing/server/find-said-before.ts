import type { Ctx } from '#platform/context/context.ts';
import { sameWords } from '#publishing/same-words.ts';

/** How long a reader remembers, in milliseconds: within it the same words are the same post. */
const remembered = 90 * 86_400_000;
/** Posts of an account that are looked through. */
const mostRead = 300;

/** What an account said lately, or is about to say. `variant` itself does not count. */
export async function listSaid(ctx: Ctx, account: number, variant: number | null): Promise<string[]> {
	const since = new Date(ctx.now.getTime() - remembered);
	const [posts, variants] = await Promise.all([
		ctx.db
			.selectFrom('publishing.post')
			.select('text')
			.where('account', '=', account)
			.where('queued', '>', since)
			.where('failed', 'is', null)
			.orderBy('id', 'desc')
			.limit(mostRead)
			.execute(),
		ctx.db
			.selectFrom('publishing.variant')
			.select(['id', 'text'])
			.where('account', '=', account)
			.where('due', 'is not', null)
			.where('posted', 'is', null)
			.where('cancelled', 'is', null)
			.where('refused', 'is', null)
			.orderBy('due')
			.limit(mostRead)
			.execute(),
	]);
	return [...posts, ...variants.filter(({ id }) => id !== variant)].map(({ text }) => text);
}

/** Whether this account said the same not long ago, or is about to. */
export async function findSaidBefore(
	ctx: Ctx,
	{ account, text, variant }: { account: number; text: string; variant: number | null },
): Promise<boolean> {
	return (await listSaid(ctx, account, variant)).some((said) => sameWords(said, text));
}
