import type { KeptDraft } from '#content/kept-draft.ts';
import {
	draftKeeper,
	findBegun,
	isLater,
	readHere,
	storeKey,
	type KeepState,
	type KeptHere,
	type Typed,
} from '#content/ui/draft-keeper.ts';
import { sendDraft } from '#content/ui/editing-desk.ts';

interface About {
	member: number;
	/** Where what is typed is kept: after a refusal where it was before, not where a new page would. */
	place: string;
	/** What the server kept. */
	kept: KeptDraft | null;
	/** False for a new article that may go on with one that was begun in this browser. */
	known: boolean;
	/** After a refusal nothing that was kept is offered. */
	refused: boolean;
	/** The page comes after a save: what was kept for it may be forgotten. */
	saved: boolean;
	/** How places of new ones begin. */
	begins?: string;
	/** The version that the form shows. */
	version(): number | null;
}

/** Where the page after a save finds which key it may forget. */
const submitted = 'homecourt-submitted';

/** What is typed in one window and kept by itself, here and by the server; and what this browser kept before. */
export function articleKeeping({ member, place, kept, known, refused, saved, begins = 'new:', version }: About) {
	let here: KeptHere | null = $state.raw(null);
	let taken = $state(false);
	let told: { state: KeepState; detail: string } | null = $state.raw(null);
	let spot = $state(place);
	let keeper: ReturnType<typeof draftKeeper> | null = null;

	const start = (): void => {
		keeper = draftKeeper({
			member,
			place: spot,
			version: version(),
			after: kept ? new Date(kept.kept).toISOString() : null,
			store: localStorage,
			send: sendDraft,
			later: (milliseconds, work) => {
				const timer = setTimeout(work, milliseconds);
				return () => clearTimeout(timer);
			},
			tell: (state, detail) => (told = { state, detail }),
			now: () => new Date().toISOString(),
		});
	};

	return {
		/** Kept by this browser only; null once it is gone. */
		get here() {
			return here;
		},
		/** The person goes on with it. */
		get taken() {
			return taken;
		},
		/** How what is typed is kept. */
		get told() {
			return told;
		},
		/** Where this window keeps what is typed. */
		get spot() {
			return spot;
		},
		/** Begins in a browser; gives what ends it. */
		begin(): () => void {
			if (saved) localStorage.removeItem(sessionStorage.getItem(submitted) ?? '');
			const begun = known ? spot : (findBegun(Object.keys(localStorage), member, begins) ?? spot);
			const found = refused ? null : readHere(localStorage, member, begun);
			if (found && isLater(found, kept)) {
				here = found;
				spot = begun;
			}
			start();
			const push = () => void keeper?.push();
			window.addEventListener('online', push);
			document.addEventListener('visibilitychange', push);
			return () => {
				window.removeEventListener('online', push);
				document.removeEventListener('visibilitychange', push);
				keeper?.stop();
			};
		},
		changed: (typed: Typed): void => keeper?.changed(typed),
		submitting(): void {
			keeper?.stop();
			sessionStorage.setItem(submitted, storeKey(member, spot));
		},
		/** Goes on with what this browser kept. */
		take(): void {
			taken = true;
			start();
		},
		/** Throws it away. */
		discard(): void {
			localStorage.removeItem(storeKey(member, spot));
			here = null;
		},
	};
}
