import { z } from 'zod';
import { authorize } from '#platform/actor.ts';
import { checkInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import type { Ctx } from '#platform/context/context.ts';
import { job } from '#platform/job/job.ts';
import { notFound } from '#platform/problem.ts';
import { asNetworkProblem } from '#network/network-problem.ts';
import { accountExpiring } from '#publishing/events.ts';
import { mayConnect } from '#publishing/policy.ts';
import { daysLeft, warningDays } from '#publishing/expiry.ts';
import { noteChecked, noteRefusal } from '#publishing/server/commands/keep-account.ts';
import { endsAccount } from '#publishing/server/ends-account.ts';
import { actFor } from '#publishing/server/open-account.ts';
import { renewSoon } from '#publishing/server/renew-account.ts';

/** How long a look at an account is good for, in milliseconds. */
const goodFor = 20 * 3_600_000;

/** Every hour: renews what is due, looks once a day whether each connection still holds, and says which will end soon. */
export const keepAccounts = job(
	'publishing.keep-accounts',
	{ every: '17 * * * *', retries: 0, patient: true },
	async (ctx) => {
		const accounts = await ctx.db
			.selectFrom('publishing.account')
			.select('id')
			.where('disconnected', 'is', null)
			.where('refused', 'is', null)
			.where((eb) =>
				eb.or([
					eb('renew', '<=', ctx.now),
					eb('checked', 'is', null),
					eb('checked', '<', new Date(ctx.now.getTime() - goodFor)),
				]),
			)
			.orderBy('id')
			.execute();
		for (const { id } of accounts) await look(ctx, id);
		await warn(ctx, {});
	},
);

/** Looks at an account now. Throws Problem `account.not-found`. */
export async function checkAccount(ctx: Ctx, input: { account: number | string }): Promise<void> {
	authorize(ctx.actor, 'account.connect', mayConnect, null);
	const { account: id } = checkInput(z.object({ account: z.coerce.number().int().positive() }), input);
	const known = await ctx.db
		.selectFrom('publishing.account')
		.select('id')
		.where('id', '=', id)
		.where('disconnected', 'is', null)
		.executeTakeFirst();
	if (!known) throw notFound('account');
	await look(ctx, id);
}

async function look(ctx: Ctx, account: number): Promise<void> {
	try {
		const found = await actFor(ctx, account, ({ network, account: own }) => network.check(ctx, own));
		await noteChecked(ctx, { account, found });
	} catch (error) {
		const problem = asNetworkProblem(error);
		ctx.log.warn('account not as it should be', { account, trouble: problem.trouble, ...problem.details });
		if (problem.trouble === 'auth-expired') await renewSoon(ctx, { account });
		if (endsAccount(problem) || problem.trouble === 'permission' || problem.trouble === 'not-found')
			await noteRefusal(ctx, { account, trouble: problem.trouble });
	}
}

/** States, once at each mark, that a connection will end. */
const warn = command(z.object({}), async (ctx) => {
	const ending = await ctx.db
		.selectFrom('publishing.account')
		.select(['id', 'expires', 'warned'])
		.where('disconnected', 'is', null)
		.where('refused', 'is', null)
		.where('expires', '<=', new Date(ctx.now.getTime() + warningDays[0] * 86_400_000))
		.forUpdate()
		.execute();
	for (const { id, expires, warned } of ending) {
		const days = daysLeft(expires!, ctx.now);
		const mark = warningDays.findLast((at) => days <= at)!;
		if (warned !== null && warned <= mark) continue;
		await ctx.db.updateTable('publishing.account').set({ warned: mark }).where('id', '=', id).execute();
		ctx.record({ name: accountExpiring, about: `account:${id}`, data: { account: id, days } });
	}
});
