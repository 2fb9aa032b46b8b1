import { createHmac } from 'node:crypto';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { sameSecret } from '#platform/token.ts';

/** How long an answer to a mail is taken, in days. */
export const replyDays = 30;

/** Where an answer to this mail goes (`talk+TOKEN@brand.example`); null where the house takes none. */
export async function replyAddress(ctx: Ctx, bundle: number): Promise<string | null> {
	const door = await ctx.db
		.selectFrom('notification.door')
		.select('address')
		.where('name', '=', 'reply')
		.executeTakeFirst();
	return door?.address ? door.address.replace('@', `+${token(ctx.site, bundle)}@`) : null;
}

/** The mail that an address answers: the bundle of its token; null when the token is not ours. */
export function readReplyAddress(site: SiteHandle, address: string): number | null {
	const found = /\+(([0-9a-z]{1,12})-[0-9a-f]{24})@/i.exec(address);
	const [, given = '', number = ''] = found ?? [];
	if (!found) return null;
	const bundle = parseInt(number, 36);
	return Number.isSafeInteger(bundle) && sameSecret(token(site, bundle), given.toLowerCase()) ? bundle : null;
}

/** Mail programs may write an address in capitals: digits and small letters say the same. */
function token(site: SiteHandle, bundle: number): string {
	const number = bundle.toString(36);
	return `${number}-${createHmac('sha256', site.key('reply')).update(number).digest('hex').slice(0, 24)}`;
}
