import { createECDH } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { authorize, memberOf } from '#platform/actor.ts';
import { invalidInput } from '#platform/context/check-input.ts';
import { command } from '#platform/context/command.ts';
import { outsideLookup, readAddress } from '#platform/outside/outside-lookup.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { Problem } from '#platform/problem.ts';
import type { Settings } from '#platform/settings.ts';
import { askedFromField, findGivenSession } from '#membership/server/index.ts';
import { mostDevices } from '#notification/device.ts';
import { mayReadNotices } from '#notification/policy.ts';

const base64url = z
	.string()
	.max(200)
	.regex(/^[\w-]+=*$/, 'wrong')
	.transform((text) => Buffer.from(text, 'base64url'));

export const AddDevice = z.object({
	/** As `PushSubscription.toJSON()` gives them. */
	endpoint: z.string().min(10).max(1000),
	p256dh: base64url,
	auth: base64url,
	/** The address that this one takes the place of, when the browser changed it by itself. */
	replaces: z.string().max(1000).default(''),
	from: askedFromField,
});

/**
 * Notes that this browser of the member is to be told, for as long as its session lasts. Safe to repeat; a browser that was
 * somebody else's is theirs no more. Throws Problem `input.invalid` (422) for what no browser's maker gives.
 */
export const addDevice = command(AddDevice, async (ctx, { endpoint, p256dh, auth, replaces, from }) => {
	authorize(ctx.actor, 'device.keep', mayReadNotices, null);
	const member = memberOf(ctx.actor);
	const session = await findGivenSession(ctx, from.cookie);
	// A program with a token is no browser.
	if (!session || session.member !== member) throw new Problem('session.required', 401, { action: 'device.keep' });
	const wrong = [
		...(outside(ctx.settings, endpoint) ? [] : ['endpoint']),
		...(isPoint(p256dh) ? [] : ['p256dh']),
		...(auth.length === 16 ? [] : ['auth']),
	];
	if (wrong.length) throw invalidInput(wrong.map((path) => ({ path, key: 'wrong' })));
	if (replaces && replaces !== endpoint)
		await ctx.db
			.deleteFrom('notification.device')
			.where('endpoint', '=', replaces)
			.where('member', '=', member)
			.execute();
	const fresh = { member, session: session.id, p256dh, auth, browser: from.browser, refused: null, said: null };
	await ctx.db
		.insertInto('notification.device')
		.values({ endpoint, added: ctx.now, ...fresh })
		.onConflict((row) => row.column('endpoint').doUpdateSet(fresh))
		.execute();
	await sql`
		delete from notification.device where id in (
			select id from notification.device where member = ${member}::bigint order by added desc, id desc offset ${mostDevices}::int
		)`.execute(ctx.db);
});

/** Whether an address can be that of a browser's maker: of the public internet, and encrypted on its way. */
function outside(settings: Settings, endpoint: string): boolean {
	try {
		const url = readAddress(endpoint);
		outsideLookup(settings, url);
		// A service in the operator's own house may do without.
		return url.protocol === 'https:' || settings.reachable !== '';
	} catch (error) {
		if (error instanceof OutsideProblem) return false;
		throw error;
	}
}

/** Whether it is a public key of P-256 that something can be encrypted for. */
function isPoint(key: Buffer): boolean {
	if (key.length !== 65) return false;
	const curve = createECDH('prime256v1');
	curve.generateKeys();
	try {
		curve.computeSecret(key);
		return true;
	} catch {
		return false;
	}
}
