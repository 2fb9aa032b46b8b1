import type { Ctx } from '#platform/context/context.ts';
import { digest } from '#platform/token.ts';
import { stepOfNumber } from '#membership/server/one-time-password.ts';
import { unsealSecret } from '#membership/server/seal-secret.ts';

/** What a person types, without what people put between: six digits, or the letters of a recovery code. */
export const plainCode = (typed: string): string => typed.normalize('NFKC').replace(/[\s-]/g, '').toLowerCase();

/**
 * Uses a number of the app or a recovery code up, inside the running command. Each works once: the step of a number must
 * be later than the last one used, decided in one statement. False when it is wrong, old or used.
 */
export async function useSecondFactor(ctx: Ctx, member: number, typed: string): Promise<boolean> {
	const code = plainCode(typed);
	if (/^\d{6}$/.test(code)) return useNumber(ctx, member, code, true);
	const used = await ctx.db
		.updateTable('membership.recovery_code')
		.set({ used: ctx.now })
		.where('digest', '=', recoveryDigest(member, code))
		.where('member', '=', member)
		.where('used', 'is', null)
		.where((eb) =>
			eb.exists(
				eb
					.selectFrom('membership.second_factor as f')
					.select('f.member')
					.where('f.member', '=', member)
					.where('f.confirmed', 'is not', null),
			),
		)
		.executeTakeFirst();
	return used.numUpdatedRows > 0n;
}

/** As above for a number alone; `confirmed` false is for a secret that was only just shown. */
export async function useNumber(ctx: Ctx, member: number, number: string, confirmed: boolean): Promise<boolean> {
	const factor = await ctx.db
		.selectFrom('membership.second_factor')
		.select('secret')
		.where('member', '=', member)
		.where('confirmed', confirmed ? 'is not' : 'is', null)
		.executeTakeFirst();
	const step = factor && stepOfNumber(unsealSecret(ctx.site, member, factor.secret), number, ctx.now);
	if (!step) return false;
	const used = await ctx.db
		.updateTable('membership.second_factor')
		.set({ last_step: step })
		.where('member', '=', member)
		.where('last_step', '<', step)
		.executeTakeFirst();
	return used.numUpdatedRows > 0n;
}

/** What is stored of a recovery code. */
export const recoveryDigest = (member: number, code: string): string => digest(`${member} ${code}`);
