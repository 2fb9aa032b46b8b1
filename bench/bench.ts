import type { Product } from './product.ts';
import type { Place } from './place.ts';

/** What a measure is given. */
export interface Bench {
	place: Place;
	/** The product that serves the seeded site; started at the first call, shared by the measures. */
	product(): Promise<Product>;
	/** Stops the shared product, when one runs. */
	stop(): Promise<void>;
	/** Milliseconds of one window of load, and how many windows a side has. */
	window: number;
	rounds: number;
	/** Texts that the search looks through. */
	texts: number;
	/** Posts that `publish` sends through each network, on which of them, and from which seed; null and empty: as usual. */
	publish: { posts: number | null; networks: string; seed: number };
	tell(text: string): void;
}
