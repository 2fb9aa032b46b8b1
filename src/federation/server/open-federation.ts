import { createFederation, MemoryKvStore, type Federation, type InboxContext } from '@fedify/fedify';
import {
	Announce,
	Article,
	Block,
	Create,
	Delete,
	Follow,
	Flag,
	Group,
	Image,
	Like,
	Note,
	Organization,
	Page,
	Undo,
	Update,
	type Activity,
	type Actor,
} from '@fedify/vocab';
import type { Ctx, SiteHandle } from '#platform/context/context.ts';
import { faultOf } from '#federation/server/fault-of.ts';
import { keysOf } from '#federation/server/speaker-keys.ts';
import { findSpeaker, listSpeakers } from '#federation/server/speakers.ts';
import { DocumentProblem } from '#platform/document/document-problem.ts';
import { Problem } from '#platform/problem.ts';
import { countLiked } from '#federation/server/count-liked.ts';
import { listReplies } from '#federation/server/list-replies.ts';
import { loadDocument } from '#federation/server/load-document.ts';
import {
	hearBlock,
	hearFlag,
	hearFollow,
	hearLike,
	hearRenamed,
	hearSaid,
	hearTakenBack,
	hearUndo,
} from '#federation/server/hear.ts';
import { objectOf } from '#federation/server/speak.ts';
import { spokenThing } from '#federation/server/spoken-thing.ts';

const open = new WeakMap<SiteHandle, Federation<Ctx>>();

/** The house as a server of the open network. Signatures, WebFinger, NodeInfo and collections are Fedify's; what may be said and heard is decided here. */
export function openFederation(ctx: Ctx): Federation<Ctx> {
	let federation = open.get(ctx.site);
	if (!federation) open.set(ctx.site, (federation = make(ctx)));
	return federation;
}

function make(first: Ctx): Federation<Ctx> {
	const loader = () => loadDocument(first);
	const federation = createFederation<Ctx>({
		kv: new MemoryKvStore(),
		documentLoaderFactory: loader,
		contextLoaderFactory: loader,
		authenticatedDocumentLoaderFactory: loader,
		// How long a signature holds; older ones are replayed.
		signatureTimeWindow: { minutes: 30 },
	});
	federation
		.setActorDispatcher('/ap/actor/{identifier}', async (context, identifier) => {
			const speaker = await findSpeaker(context.data, identifier);
			if (!speaker) return null;
			const keys = await context.getActorKeyPairs(identifier);
			const what = {
				id: context.getActorUri(identifier),
				preferredUsername: speaker.name,
				name: speaker.title,
				summary: speaker.about,
				url: new URL(speaker.path, context.data.site.url),
				...(speaker.icon
					? { icon: new Image({ url: new URL(speaker.icon, context.data.site.url), mediaType: 'image/png' }) }
					: {}),
				// A house that switched this on wants to be found by it.
				discoverable: true,
				indexable: true,
				inbox: context.getInboxUri(identifier),
				outbox: context.getOutboxUri(identifier),
				followers: context.getFollowersUri(identifier),
				publicKey: keys[0]?.cryptographicKey ?? null,
				assertionMethods: keys.map((pair) => pair.multikey),
			};
			return identifier === 'brand' ? new Organization(what) : new Group(what);
		})
		.setKeyPairsDispatcher(async ({ data }, identifier) =>
			(await findSpeaker(data, identifier)) ? keysOf(data, identifier) : [],
		)
		.mapHandle(async ({ data }, name) => (await listSpeakers(data)).find((one) => one.name === name)?.id ?? null);
	federation
		.setFollowersDispatcher('/ap/actor/{identifier}/followers', async ({ data }, identifier) =>
			// How many is everybody's to know, who is not.
			(await findSpeaker(data, identifier)) ? { items: [] } : null,
		)
		.setCounter(async ({ data }, identifier) => {
			const row = await data.db
				.selectFrom('federation.follower')
				.select((eb) => eb.fn.countAll<number>().as('count'))
				.where('speaker', '=', identifier)
				.executeTakeFirst();
			return Number(row?.count ?? 0);
		});
	federation.setOutboxDispatcher('/ap/actor/{identifier}/outbox', async ({ data }, identifier) => {
		if (!(await findSpeaker(data, identifier))) return null;
		const rows = await data.db
			.selectFrom('federation.sent')
			.select('thing')
			.where('speaker', '=', identifier)
			.where('withdrawn', 'is', null)
			.orderBy('sent', 'desc')
			.limit(20)
			.execute();
		const items = [];
		for (const { thing } of rows) {
			const spoken = await spokenThing(data, thing);
			if (!spoken) continue;
			const object = objectOf(data, spoken);
			items.push(new Create({ id: new URL(`${object.id?.href}#create`), actor: object.attributionId, object }));
		}
		return { items };
	});
	for (const [kind, of] of [
		['article', Article],
		['comment', Note],
		['product', Page],
	] as const)
		federation.setObjectDispatcher(of as typeof Note, `/ap/object/${kind}/{id}`, async ({ data }, { id }) => {
			const spoken = /^\d{1,15}$/.test(id ?? '') ? await spokenThing(data, `${kind}:${id}`) : null;
			return spoken ? (objectOf(data, spoken) as Note) : null;
		});
	for (const kind of ['article', 'comment', 'product'] as const)
		federation
			.setCollectionDispatcher(
				`replies of ${kind}`,
				Note,
				`/ap/object/${kind}/{id}/replies`,
				async ({ data }, { id }, cursor) => {
					if (cursor === null || !/^\d{1,15}$/.test(id) || !/^\d{1,15}$/.test(cursor)) return null;
					const page = await listReplies(data, `${kind}:${id}`, Number(cursor));
					return page && { items: page.items as never, nextCursor: page.next === null ? null : String(page.next) };
				},
			)
			.setFirstCursor(async ({ data }, { id }) =>
				/^\d{1,15}$/.test(id) && (await spokenThing(data, `${kind}:${id}`)) ? '0' : null,
			);
	// How many like it and passed it on is everybody's to know, who is not.
	for (const kind of ['article', 'comment', 'product'] as const)
		for (const [name, how] of [
			['likes', 'like'],
			['shares', 'share'],
		] as const)
			federation
				.setCollectionDispatcher(
					`${name} of ${kind}`,
					Note,
					`/ap/object/${kind}/{id}/${name}`,
					async ({ data }, { id }) => ((await countLiked(data, `${kind}:${id}`, how)) === null ? null : { items: [] }),
				)
				.setCounter(async ({ data }, { id }) => countLiked(data, `${kind}:${id}`, how));
	federation.setNodeInfoDispatcher('/ap/nodeinfo/2.1', async ({ data }) => ({
		software: { name: 'homecourt', version: '0.1.0' },
		protocols: ['activitypub'],
		// Who is how many is not told; that something lives here is.
		usage: { users: { total: (await listSpeakers(data)).length }, localPosts: 0, localComments: 0 },
	}));
	federation
		.setInboxListeners('/ap/actor/{identifier}/inbox', '/ap/inbox')
		.on(
			Follow,
			willing(async (context, activity) => {
				const speaker = context.parseUri(activity.objectId);
				const who = await activity.getActor({
					documentLoader: context.documentLoader,
					contextLoader: context.contextLoader,
				});
				if (speaker?.type === 'actor' && who)
					await hearFollow(context.data, { activity, who: who as Actor, speaker: speaker.identifier });
			}),
		)
		.on(
			Create,
			willing(async (context, activity) => hearSaid(context.data, activity, context)),
		)
		.on(
			Update,
			willing(async (context, activity) =>
				// About themselves, or about something that they said.
				activity.objectId?.href === activity.actorId?.href
					? hearRenamed(context.data, activity, context)
					: hearSaid(context.data, activity, context),
			),
		)
		.on(
			Delete,
			willing(async ({ data }, activity) => hearTakenBack(data, activity)),
		)
		.on(
			Block,
			willing(async (context, activity) => {
				const speaker = context.parseUri(activity.objectId);
				if (speaker?.type === 'actor') await hearBlock(context.data, { activity, speaker: speaker.identifier });
			}),
		)
		.on(
			Flag,
			willing(async ({ data }, activity) => hearFlag(data, activity)),
		)
		.on(
			Like,
			willing(async ({ data }, activity) => hearLike(data, activity)),
		)
		.on(
			Announce,
			willing(async ({ data }, activity) => hearLike(data, activity)),
		)
		.on(
			Undo,
			willing(async (context, activity) => hearUndo(context.data, activity, context)),
		)
		.onError(({ data }, error) => {
			// Whatever strangers send is no fault of the house.
			if (faultOf(error)) data.log.info('letter not understood', { error });
			else data.log.error('federation not heard', { error });
		});
	return federation;
}

/** What a letter asks for and is refused (words that are too long, a thread that is closed) is answered like any other: it would only be sent again. */
const willing =
	<T extends Activity>(hear: (context: InboxContext<Ctx>, activity: T) => Promise<void>) =>
	async (context: InboxContext<Ctx>, activity: T): Promise<void> => {
		try {
			await hear(context, activity);
		} catch (error) {
			const refused = (error instanceof Problem && error.status < 500) || error instanceof DocumentProblem;
			if (!refused) throw error;
			context.data.log.info('not taken up', { error });
		}
	};
