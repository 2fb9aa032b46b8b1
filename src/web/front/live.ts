/**
 * Readers who have a conversation open, and are told at once of what is said in it (server-sent events). They are told
 * that there is something, never what: the page itself is asked for that, and shows each reader what they may see.
 *
 * A change is asked for once per conversation and process, however many read it and however fast changes come, and is
 * written to all as the same bytes. A reader costs the connection and one small object. Where nothing came and nothing went,
 * something that stands there reads otherwise now (words, signs, the answer): they are told `stir`, once a second at most.
 */
import type { ServerResponse } from 'node:http';
import type { OpenSite } from '#platform/installation/open-site.ts';

/** How a thread stands, and who spoke last in it. */
export interface News {
	/** What readers are told; numbers only. */
	told: object;
	author: number | string | null;
	/** Not everybody may know of it: each reader is asked for anew. */
	restricted?: boolean;
}

/** Whom a reader does not want to hear: numbers of members, and people on networks by the word that `News` has for them. */
export type Deaf = ReadonlySet<number | string>;

/** Who listens (null: a visitor), and whom they do not want to hear. */
export interface Hearer {
	member: number | null;
	deaf: Deaf | null;
}

export interface LiveParts {
	/** What is new in this thread now; null: nobody may read it. */
	news(site: OpenSite, thread: number): Promise<News | null>;
	/** Those of these members who may hear of a thread that is restricted, as it stands now. */
	hearing(site: OpenSite, thread: number, members: readonly number[]): Promise<ReadonlySet<number>>;
	/** What it is that is listened to, as facts name it: `thread`. */
	thing?: string;
	/** Told of what went wrong; readers ask again by themselves. */
	failed(error: unknown): void;
	/** Readers of one process, and of one address. */
	most?: { all: number; address: number };
}

export interface Live {
	/** Lets somebody listen; they are told at once how it stands. Answers 429 and 503 where too many listen. */
	listen(site: OpenSite, thread: number, reader: Hearer & { address: string }, response: ServerResponse): Promise<void>;
	/** How it stands for one who does not listen; null: nothing that they may read. */
	once(site: OpenSite, thread: number, reader: Hearer): Promise<object | null>;
	/** Hears what changed in a site; null: anything may have. */
	hear(site: OpenSite, things: readonly string[] | null): void;
	/** Ends every connection; readers come back to whoever serves next. */
	close(): void;
	stats(): { readers: number; threads: number };
}

interface Room {
	site: OpenSite;
	thread: number;
	readers: Map<ServerResponse, Hearer>;
	/** As it was told last: not everybody may know of it. */
	restricted: boolean;
	/** Who is about to listen: the room is kept for them. */
	coming: number;
	/** The bytes that tell how it stands, as they were told last. */
	told: Buffer | null;
	/** A question is under way. */
	asking: Promise<void> | null;
	/** Changes heard of since it was asked. */
	heard: number;
	/** Readers are about to be told that something reads otherwise. */
	stirring: boolean;
}

const usual = { all: 10_000, address: 30 };
/** Proxies and phones take a connection for dead that is silent for a minute. */
const beatEvery = 25_000;
const beat = Buffer.from(':\n\n');
const gone = Buffer.from('event: gone\ndata: {}\n\n');
const stir = Buffer.from('event: stir\ndata: {}\n\n');
/** However fast people react. */
const stirEvery = 1_000;
/** A reader who does not take what is written is let go, in bytes. */
const mostWaiting = 64 * 1024;

export function createLive({ news, hearing, failed, thing = 'thread', most = usual }: LiveParts): Live {
	const rooms = new Map<string, Room>();
	const addresses = new Map<string, number>();
	let count = 0;
	let closed = false;

	const write = (reader: ServerResponse, bytes: Buffer): void => {
		if (reader.writableLength > mostWaiting) reader.destroy();
		else reader.write(bytes);
	};

	const heart = setInterval(() => {
		for (const { readers } of rooms.values()) for (const reader of readers.keys()) write(reader, beat);
	}, beatEvery);
	heart.unref();

	/** Whoever may not know of it any more hears no more of it than that. */
	async function sendAway(room: Room): Promise<void> {
		const members = [...room.readers.values()].flatMap(({ member }) => member ?? []);
		const allowed = await hearing(room.site, room.thread, members);
		for (const [reader, { member }] of room.readers)
			if (member === null || !allowed.has(member)) {
				room.readers.delete(reader);
				write(reader, gone);
				reader.end();
			}
	}

	const mayHear = async (site: OpenSite, thread: number, member: number | null): Promise<boolean> =>
		member !== null && (await hearing(site, thread, [member])).has(member);

	/** Asks how it stands and tells whoever does not know yet. */
	async function ask(room: Room): Promise<void> {
		do {
			const { heard } = room;
			room.heard = 0;
			const found = await news(room.site, room.thread);
			const bytes = found ? Buffer.from(`data: ${JSON.stringify(found.told)}\n\n`) : gone;
			room.restricted = found?.restricted ?? false;
			if (room.restricted) await sendAway(room);
			const same = room.told?.equals(bytes);
			// Of several changes at once, one may be of the other kind.
			if (room.told && (same || heard > 1)) stirUp(room);
			if (same) continue;
			room.told = bytes;
			const author = found?.author ?? 0;
			for (const [reader, { deaf }] of room.readers) if (!deaf?.has(author)) write(reader, bytes);
			if (!found) for (const reader of room.readers.keys()) reader.end();
		} while (room.heard);
	}

	/** Not at once: who reacts is seldom alone. */
	function stirUp(room: Room): void {
		if (room.stirring) return;
		room.stirring = true;
		const tell = (): void => {
			room.stirring = false;
			for (const reader of room.readers.keys()) write(reader, stir);
		};
		setTimeout(tell, stirEvery).unref();
	}

	function askOnce(room: Room): Promise<void> {
		room.heard++;
		return (room.asking ??= ask(room)
			.catch((error: unknown) => {
				room.told = null;
				failed(error);
			})
			.finally(() => (room.asking = null)));
	}

	/** Forgets a reader of this address (null: it was forgotten before), and the room that is empty. */
	const leave = (key: string, room: Room, address: string | null): void => {
		if (address !== null) {
			count--;
			const left = (addresses.get(address) ?? 1) - 1;
			if (left) addresses.set(address, left);
			else addresses.delete(address);
		}
		if (!room.readers.size && !room.coming && rooms.get(key) === room) rooms.delete(key);
	};

	return {
		async listen(site, thread, { address, member, deaf }, response) {
			if (closed || count >= most.all) return refuse(response, 503);
			if ((addresses.get(address) ?? 0) >= most.address) return refuse(response, 429);
			const key = `${site.handle.name}/${thread}`;
			let room = rooms.get(key);
			if (!room) {
				room = {
					site,
					thread,
					readers: new Map(),
					restricted: false,
					coming: 0,
					told: null,
					asking: null,
					heard: 0,
					stirring: false,
				};
				rooms.set(key, room);
			}
			const mine = room;
			mine.coming++;
			count++;
			addresses.set(address, (addresses.get(address) ?? 0) + 1);
			response.once('close', () => {
				mine.readers.delete(response);
				leave(key, mine, address);
			});
			response.writeHead(200, eventHeaders);
			// Not all at once, when a server has been started anew.
			response.write(`retry: ${2_000 + Math.floor(Math.random() * 6_000)}\n\n`);
			if (!mine.told) await askOnce(mine);
			const barred = mine.restricted && !(await mayHear(site, thread, member).catch(() => false));
			mine.coming--;
			if (closed) response.end();
			if (response.destroyed || response.writableEnded) return leave(key, mine, null);
			if (barred) return void response.end(gone);
			mine.readers.set(response, { member, deaf });
			if (mine.told) write(response, mine.told);
			if (mine.told === gone) response.end();
		},
		async once(site, thread, { member }) {
			const found = await news(site, thread);
			if (!found || (found.restricted && !(await mayHear(site, thread, member)))) return null;
			return found.told;
		},
		hear(site, things) {
			if (!rooms.size) return;
			const name = `${site.handle.name}/`;
			const prefix = `${thing}:`;
			const changed = things
				? things.flatMap((one) => (one.startsWith(prefix) ? [rooms.get(name + one.slice(prefix.length))] : []))
				: [...rooms.values()].filter((room) => room.site === site);
			for (const room of new Set(changed)) if (room) void askOnce(room);
		},
		close() {
			clearInterval(heart);
			closed = true;
			for (const { readers } of rooms.values()) for (const reader of [...readers.keys()]) reader.end();
		},
		stats: () => ({ readers: count, threads: rooms.size }),
	};
}

const eventHeaders = [
	'content-type',
	'text/event-stream; charset=utf-8',
	'cache-control',
	'no-store',
	// nginx keeps an answer until it is whole otherwise.
	'x-accel-buffering',
	'no',
	'x-content-type-options',
	'nosniff',
];

const refuse = (response: ServerResponse, status: 429 | 503): void => {
	response.writeHead(status, { 'retry-after': '30', 'cache-control': 'no-store' }).end();
};
