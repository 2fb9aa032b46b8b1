import type { ServerResponse } from 'node:http';
import { Problem } from '#platform/problem.ts';
import { takeTurns } from '#platform/turns.ts';

/** Forms by which somebody comes in, on pages of their own and under what they read; staff at the door of an event are in. */
export const comesIn = /^\/(?:login|join)(?:[/?]|$)|^\/(?!console\/)[^?]*\?\/(?:code|join)(?:&|$)/;

/** How many may wait. */
const longest = 1_000;

/** One request at the door. */
export interface Door {
	/**
	 * Waits for one's turn, which ends with the answer. Called when the whole form is here, so that nobody holds the door by
	 * sending slowly. Throws Problem `door.crowded` (503) when too many wait, and for whoever has gone meanwhile.
	 */
	enter(): Promise<void>;
	/** Lets the next one in before this one is answered. */
	leave(): void;
}

/**
 * People come in one after another: whoever guesses ten thousand codes and passwords keeps those waiting who knock, and nobody
 * who reads (`platform/turns.ts`).
 */
export function createDoor(): (response: ServerResponse) => Door {
	const turns = takeTurns(2);
	return (response) => {
		let leave = (): void => undefined;
		return {
			async enter() {
				if (turns.waiting >= longest) throw new Problem('door.crowded', 503);
				leave = await turns.take();
				response.once('close', leave);
				if (!response.closed) return;
				leave();
				throw new Problem('door.crowded', 503);
			},
			leave: () => leave(),
		};
	};
}
