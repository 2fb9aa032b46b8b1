import { signRequest } from '@fedify/fedify';
import { Accept, Follow, type Activity } from '@fedify/vocab';
import type { Ctx } from '#platform/context/context.ts';
import { askOutside, type OutsideAnswer } from '#platform/outside/ask-outside.ts';
import { OutsideProblem } from '#platform/outside/outside-problem.ts';
import { hostOf } from '#federation/address.ts';
import { forgetInbox, settleDelivery } from '#federation/server/commands/settle-delivery.ts';
import { loadDocument } from '#federation/server/load-document.ts';
import { isBlocked, readSwitch } from '#federation/server/setting.ts';
import { activityOf, speakerAddress } from '#federation/server/speak.ts';
import { keysOf } from '#federation/server/speaker-keys.ts';
import { findSpeaker } from '#federation/server/speakers.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

/** Sends what is true now of one delivery; throws where it shall be tried again. */
export async function sendDelivery(ctx: Ctx, delivery: number): Promise<void> {
	const row = await ctx.db.selectFrom('federation.delivery').selectAll().where('id', '=', delivery).executeTakeFirst();
	if (!row) return;
	const done = () => settleDelivery(ctx, { id: row.id });
	if (!(await readSwitch(ctx)) || (await isBlocked(ctx, hostOf(row.inbox)))) return done();
	const activity = await made(ctx, row);
	if (!activity) return done();
	const answer = await post(ctx, row.speaker, row.inbox, activity);
	if (answer === null || answer.status === 410) await forgetInbox(ctx, { inbox: row.inbox });
	else if (answer.status === 429 || answer.status >= 500) throw new Error(`${row.inbox} answered ${answer.status}`);
	else if (answer.status >= 300) ctx.log.info('federation refused', { inbox: row.inbox, status: answer.status });
	await done();
}

interface Row {
	speaker: string;
	verb: string;
	thing: string | null;
	activity: unknown;
	id: number;
}

async function made(ctx: Ctx, row: Row): Promise<Activity | null> {
	if (row.verb === 'accept') {
		if (!(await findSpeaker(ctx, row.speaker))) return null;
		const { follow, follower } = row.activity as { follow: string; follower: string };
		const actor = speakerAddress(ctx, row.speaker);
		return new Accept({
			id: new URL(`#accept-${row.id}`, actor),
			actor,
			object: new Follow({ id: new URL(follow), actor: new URL(follower), object: actor }),
		});
	}
	if (row.thing === null) return null;
	const spoken = await spokenThing(ctx, row.thing);
	const sent = await ctx.db.selectFrom('federation.sent').selectAll().where('thing', '=', row.thing).executeTakeFirst();
	if (!sent) return null;
	const gone = row.verb === 'delete';
	// It came back before anybody heard that it went, or went before it was sent: what is true now is said by another delivery.
	if (gone ? spoken !== null : spoken === null) return null;
	const changed = gone ? sent.withdrawn : sent.changed;
	return activityOf(ctx, { speaker: row.speaker, thing: row.thing, verb: row.verb as 'create', changed }, spoken);
}

/** Null: the address may not be asked. */
async function post(ctx: Ctx, speaker: string, inbox: string, activity: Activity): Promise<OutsideAnswer | null> {
	const loader = loadDocument(ctx);
	const body = JSON.stringify(await activity.toJsonLd({ contextLoader: loader }));
	const [rsa] = await keysOf(ctx, speaker);
	if (!rsa) throw new Error('A speaker has no key');
	const send = async (spec: 'draft-cavage-http-signatures-12' | 'rfc9421') => {
		const request = new Request(inbox, {
			method: 'POST',
			body,
			headers: { 'content-type': 'application/activity+json', accept: 'application/activity+json' },
		});
		const signed = await signRequest(request, rsa.privateKey, new URL('#main-key', speakerAddress(ctx, speaker)), {
			spec,
		});
		const headers = Object.fromEntries([...signed.headers].filter(([name]) => name !== 'content-length'));
		return askOutside(ctx.settings, inbox, { method: 'POST', body, headers });
	};
	try {
		// The older way of signing is read everywhere; who wants the newer says so by refusing.
		const first = await send('draft-cavage-http-signatures-12');
		return first.status === 401 ? await send('rfc9421') : first;
	} catch (error) {
		if (error instanceof OutsideProblem && (error.reason === 'private' || error.reason === 'address')) return null;
		throw error;
	}
}
