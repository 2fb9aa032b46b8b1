import type { KeptDraft } from '#content/kept-draft.ts';

/** What is typed, as the form has it. */
export interface Typed {
	fields: Record<string, string>;
	body: unknown;
}

/** What this browser keeps until the server has it. */
export interface KeptHere extends Typed {
	version: number | null;
	/** When it was typed, in RFC 3339. */
	typed: string;
}

/** How it stands: kept by the server; not yet reached it; another window was faster; the server refuses it. */
export type KeepState = 'waiting' | 'kept' | 'offline' | 'elsewhere' | 'refused';

/** A refusal of the server, with its status; what else is thrown means that it was not reached. */
export interface Refusal {
	status: number;
	message: string;
}

export interface Keeping {
	/** Whose text it is: on a shared computer nobody is offered another's. */
	member: number;
	place: string;
	version: number | null;
	/** When the server kept something for this window last. */
	after: string | null;
	store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	send(
		draft: Typed & { place: string; version: number | null; after: string | null },
	): Promise<{ kept: string } | Refusal>;
	/** Runs something after so many milliseconds; gives what calls it off. */
	later(milliseconds: number, work: () => void): () => void;
	tell(state: KeepState, detail: string): void;
	now(): string;
}

/** How long after the last keystroke the server is told, and how long after a failure it is tried again. */
const pause = 2000;
const again = 15_000;

export const storeKey = (member: number, place: string): string => `homecourt-draft:${member}:${place}`;

/** What this browser kept of a place, or null. What cannot be read is not there. */
export function readHere(store: Keeping['store'], member: number, place: string): KeptHere | null {
	try {
		const value = JSON.parse(store.getItem(storeKey(member, place)) ?? 'null') as KeptHere | null;
		return value && typeof value.fields === 'object' && value.body ? value : null;
	} catch {
		return null;
	}
}

/** The place of a new article that this browser kept for a member, among the keys of its store; null when there is none. */
export function findBegun(keys: readonly string[], member: number, begins = 'new:'): string | null {
	const key = keys.find((one) => one.startsWith(storeKey(member, begins)));
	return key ? key.slice(storeKey(member, '').length) : null;
}

/** True when what this browser kept is later than what the server did. */
export const isLater = (here: KeptHere, kept: Pick<KeptDraft, 'kept'> | null): boolean =>
	!kept || new Date(here.typed) > new Date(kept.kept);

/**
 * Keeps what is typed: at once in this browser, and after a pause on the server; then the browser forgets it. Without a
 * connection it stays in the browser and is tried again, until it arrives or the window closes.
 */
export function draftKeeper(keeping: Keeping) {
	const key = storeKey(keeping.member, keeping.place);
	let { after } = keeping;
	let latest: Typed | null = null;
	let sending = false;
	let stopped = false;
	let callOff = (): void => {};
	const soon = (milliseconds: number): void => {
		callOff();
		callOff = keeping.later(milliseconds, () => void push());
	};

	async function push(): Promise<void> {
		callOff();
		if (!latest || sending || stopped) return;
		const sent = latest;
		sending = true;
		try {
			const { place, version } = keeping;
			const answer = await keeping.send({ ...sent, place, version, after });
			if ('kept' in answer) {
				after = answer.kept;
				if (latest === sent) {
					latest = null;
					keeping.store.removeItem(key);
				}
				keeping.tell('kept', answer.kept);
			} else if (answer.status >= 500 || answer.status === 429) {
				keeping.tell('offline', '');
				soon(again);
			} else {
				// It stays in this browser; the person decides.
				stopped = answer.status === 409;
				keeping.tell(stopped ? 'elsewhere' : 'refused', answer.message);
			}
		} catch {
			keeping.tell('offline', '');
			soon(again);
		}
		sending = false;
		if (latest && latest !== sent) soon(pause);
	}

	return {
		/** Something was typed. */
		changed(typed: Typed): void {
			latest = typed;
			const here: KeptHere = { ...typed, version: keeping.version, typed: keeping.now() };
			try {
				keeping.store.setItem(key, JSON.stringify(here));
			} catch {
				// A full or forbidden store: the server is the keeper then.
			}
			keeping.tell('waiting', '');
			soon(pause);
		},
		/** Sends what waits now: the connection is back, or the window is about to close. */
		push,
		/** The form goes to the server itself: nothing is sent beside it. */
		stop(): void {
			stopped = true;
			callOff();
		},
	};
}
