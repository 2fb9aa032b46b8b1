import {
	Announce,
	type Block,
	type Flag,
	Follow,
	Like,
	Note,
	type Object as Thing,
	PUBLIC_COLLECTION,
	isActor,
	type Activity,
	type Actor,
	type Create,
	type Delete,
	type Undo,
	Update,
} from '@fedify/vocab';
import type { Ctx } from '#platform/context/context.ts';
import type { DocumentLoader } from '@fedify/vocab-runtime';
import { fromHtml } from '#platform/document/from-html.ts';
import { plainText } from '#platform/document/plain-text.ts';
import { hostOf, namedThere, thingAt } from '#federation/address.ts';
import { forgetFollower, keepFollower, leaveAlone } from '#federation/server/commands/keep-follower.ts';
import { keepLike } from '#federation/server/commands/keep-like.ts';
import { keepRenamed } from '#federation/server/commands/keep-renamed.ts';
import { dropSaid, keepSaid } from '#federation/server/commands/keep-said.ts';
import { knownAs } from '#federation/server/known-as.ts';
import { isBlocked } from '#federation/server/setting.ts';
import { flagFromElsewhere } from '#moderation/server/index.ts';

/** How documents and vocabularies that a stranger names are read: through the one door to the outside, never by the library's own. */
export interface Loaders {
	documentLoader: DocumentLoader;
	contextLoader: DocumentLoader;
}
const given = ({ documentLoader, contextLoader }: Loaders): Loaders => ({ documentLoader, contextLoader });

/** Who did something, if that may be heard; what is done to things of other servers than the actor's is nobody's word. */
async function heardFrom(ctx: Ctx, activity: Activity): Promise<{ who: string; id: string } | null> {
	const who = activity.actorId?.href ?? '';
	const id = activity.id?.href ?? '';
	if (!who || !id || hostOf(who) !== hostOf(id) || hostOf(who) === hostOf(ctx.site.url)) return null;
	return (await isBlocked(ctx, hostOf(who))) ? null : { who, id };
}

/** What somebody is called in addresses here, and their name with it; null: the house does not hear them. */
async function callerOf(ctx: Ctx, who: Actor, address: string): Promise<string | null> {
	const user = (await knownAs(ctx, address)) || String(who.preferredUsername ?? '');
	if (await isBlocked(ctx, hostOf(address), user)) return null;
	return namedThere(String(who.name ?? who.preferredUsername ?? ''), user, hostOf(address));
}

export async function hearFollow(
	ctx: Ctx,
	{ activity, who, speaker }: { activity: Follow; who: Actor; speaker: string },
): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	const inbox = who.endpoints?.sharedInbox ?? who.inboxId;
	if (!heard || who.id?.href !== heard.who || !inbox || !who.inboxId || hostOf(inbox.href) !== hostOf(heard.who))
		return;
	if ((await callerOf(ctx, who, heard.who)) === null) return;
	await keepFollower(ctx, {
		activity: heard.id,
		speaker,
		address: heard.who,
		inbox: inbox.href,
		own: who.inboxId.href,
	});
}

/** Something was said, or its words changed: it counts if it is public, its author's own, and answers something of this house. */
export async function hearSaid(ctx: Ctx, activity: Create | Update, loaders: Loaders): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	if (!heard) return;
	const object = await activity.getObject({ ...given(loaders), suppressError: true });
	if (!(object instanceof Note) || !object.id || hostOf(object.id.href) !== hostOf(heard.who)) return;
	if (object.attributionId?.href !== heard.who) return;
	if (![...object.toIds, ...object.ccIds].some((one) => one.href === PUBLIC_COLLECTION.href)) {
		// What was public and is not any more is taken back.
		if (activity instanceof Update)
			await dropSaid(ctx, { activity: heard.id, address: object.id.href, author: heard.who });
		return;
	}
	const who = await activity.getActor(given(loaders));
	const inbox = who?.inboxId;
	if (!who || who.id?.href !== heard.who || !inbox || hostOf(inbox.href) !== hostOf(heard.who)) return;
	const name = await callerOf(ctx, who, heard.who);
	if (name === null) return;
	const html = String(object.content ?? '');
	if (html.length > 100_000) return;
	// What stands before it as a warning is part of what was said, and so is where its pictures are: they are linked to, not taken in.
	const warning = plainText(fromHtml(String(object.summary ?? '').slice(0, 2_000), 'comment')).trim();
	const words = plainText(fromHtml(html, 'comment')).trim();
	const text = [warning && `【${warning}】`, words, ...(await attachedTo(object, loaders))]
		.filter(Boolean)
		.join('\n\n');
	const target = object.replyTargetId?.href ?? '';
	await keepSaid(ctx, {
		activity: heard.id,
		address: object.id.href,
		author: heard.who,
		name,
		inbox: inbox.href,
		url: object.url instanceof URL ? object.url.href : object.id.href,
		text,
		posted: object.published ? new Date(Number(object.published.epochMilliseconds)) : ctx.now,
		answers: thingAt(target, ctx.site.url) ?? target,
	});
}

/**
 * Somebody says who they are now: what they are called stands so above what they said here. Only they themselves say it; their picture is not shown here,
 * and nothing else of them is kept.
 */
export async function hearRenamed(ctx: Ctx, activity: Update, loaders: Loaders): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	const who = heard && (await activity.getObject({ ...given(loaders), suppressError: true }));
	if (!heard || !who || !isActor(who) || who.id?.href !== heard.who) return;
	const name = await callerOf(ctx, who, heard.who);
	if (name !== null) await keepRenamed(ctx, { activity: heard.id, author: heard.who, name });
}

/** Attachments that are linked to. */
const mostAttached = 4;

/** Where the pictures of something are, with what is said of each. */
async function attachedTo(object: Note, loaders: Loaders): Promise<string[]> {
	const lines: string[] = [];
	for await (const one of object.getAttachments({ ...given(loaders), suppressError: true })) {
		const url = 'url' in one && one.url instanceof URL ? one.url : null;
		if (!url || !/^https?:$/.test(url.protocol) || lines.length >= mostAttached) continue;
		lines.push(
			[plainText(fromHtml(String(one.name ?? '').slice(0, 500), 'comment')).trim(), url.href].filter(Boolean).join(' '),
		);
	}
	return lines;
}

/** Something is taken back there, and so here: only by whoever said it. */
export async function hearTakenBack(ctx: Ctx, activity: Delete): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	const address = activity.objectId?.href ?? '';
	if (heard && address && hostOf(address) === hostOf(heard.who))
		await dropSaid(ctx, { activity: heard.id, address, author: heard.who });
}

/** Something of this house is liked there, or passed on. */
export async function hearLike(ctx: Ctx, activity: Like | Announce): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	const thing = thingAt(activity.objectId?.href ?? '', ctx.site.url);
	const how = activity instanceof Like ? 'like' : 'share';
	if (heard && thing) await keepLike(ctx, { activity: heard.id, thing, address: heard.who, how, on: true });
}

export async function hearUndo(ctx: Ctx, activity: Undo, loaders: Loaders): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	const undone: Thing | null = heard ? await activity.getObject({ ...given(loaders), suppressError: true }) : null;
	if (!heard || !undone) return;
	const target = (undone as Follow | Like).objectId?.href ?? '';
	if ((undone as Follow | Like).actorId?.href !== heard.who) return;
	if (undone instanceof Follow) {
		const speaker = /\/ap\/actor\/([a-z0-9-]+)$/.exec(target)?.[1] ?? '';
		await forgetFollower(ctx, { activity: heard.id, speaker, address: heard.who });
	}
	const thing = thingAt(target, ctx.site.url);
	const how = undone instanceof Like ? 'like' : undone instanceof Announce ? 'share' : null;
	if (how && thing) await keepLike(ctx, { activity: heard.id, thing, address: heard.who, how, on: false });
}

/** Somebody there wants nothing to do with us: they are told of nothing any more. */
export async function hearBlock(ctx: Ctx, { activity, speaker }: { activity: Block; speaker: string }): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	if (heard) await leaveAlone(ctx, { activity: heard.id, speaker, address: heard.who });
}

/** Most things of one complaint from elsewhere that are looked at. */
const mostFlagged = 20;

/** Somebody there complains of what was said here: it waits in the queue as any complaint does. Who it was, their server does not say. */
export async function hearFlag(ctx: Ctx, activity: Flag): Promise<void> {
	const heard = await heardFrom(ctx, activity);
	if (!heard) return;
	const words = plainText(fromHtml(String(activity.content ?? '').slice(0, 10_000), 'comment')).trim();
	for (const object of activity.objectIds.slice(0, mostFlagged)) {
		const [, kind, id] = /^(comment):(\d+)$/.exec(thingAt(object.href, ctx.site.url) ?? '') ?? [];
		if (kind) await flagFromElsewhere(ctx, { comment: Number(id), host: hostOf(heard.who), words });
	}
}
