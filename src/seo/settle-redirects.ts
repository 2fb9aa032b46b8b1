import { targetAddress, type OldAddress, type RedirectStatus, type Refusal } from '#seo/redirect.ts';

/** A redirect before or after it is kept. */
export interface Redirect extends OldAddress {
	/** Null with 410. */
	target: string | null;
	status: RedirectStatus;
}

export interface NumberedRedirect extends Redirect {
	/** Line of the import, from 1. */
	line: number;
}

export interface SettledRedirects {
	/** What is to be kept: every one leads to its end in one step. */
	kept: NumberedRedirect[];
	/** Kept ones that led to an address that moves on now; they follow it. */
	following: Redirect[];
	refused: { line: number; reason: Refusal }[];
	/** How many had a step taken out. */
	shortened: number;
}

const key = ({ path, query }: OldAddress): string => (query ? `${path}?${query}` : path);

/**
 * Settles new redirects among each other and with those that are there: whoever leads to an address that itself has
 * moved leads to its end at once, and a circle is refused, every line of it. `known` are the kept ones that any of the
 * new ones leads to, and those that lead to a new one's old address.
 */
export function settleRedirects(wanted: readonly NumberedRedirect[], known: readonly Redirect[]): SettledRedirects {
	const refused: SettledRedirects['refused'] = [];
	const table = new Map<string, Redirect>(known.map((one) => [key(one), one]));
	const fresh = new Map<string, NumberedRedirect>();
	for (const one of wanted) {
		const twin = fresh.get(key(one));
		if (twin && (twin.target !== one.target || twin.status !== one.status)) {
			refused.push({ line: one.line, reason: 'twice' });
			continue;
		}
		if (twin) continue;
		fresh.set(key(one), one);
		table.set(key(one), one);
	}
	const next = (one: Redirect): Redirect | undefined => {
		const address = one.target === null ? null : targetAddress(one.target);
		return address ? (table.get(key(address)) ?? (address.query ? table.get(address.path) : undefined)) : undefined;
	};
	/** The last redirect on the way; null: the way goes round. */
	const end = (start: Redirect): Redirect | null => {
		const passed = new Set<Redirect>([start]);
		let last = start;
		for (let following = next(last); following; following = next(last)) {
			if (passed.has(following)) return null;
			passed.add(following);
			last = following;
		}
		return last;
	};

	let shortened = 0;
	const kept: NumberedRedirect[] = [];
	for (const one of fresh.values()) {
		const last = end(one);
		if (!last) refused.push({ line: one.line, reason: 'loop' });
		else if (last === one) kept.push(one);
		else {
			shortened++;
			kept.push({ ...one, target: last.target, status: last.status === 410 ? 410 : one.status });
		}
	}
	const following = known.flatMap((one) => {
		if (fresh.has(key(one))) return [];
		const last = end(one);
		return last && last !== one
			? [{ ...one, target: last.target, status: last.status === 410 ? 410 : one.status }]
			: [];
	});
	return { kept, following: following as Redirect[], refused, shortened: shortened + following.length };
}
