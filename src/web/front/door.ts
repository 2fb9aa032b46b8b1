import type { ServerResponse } from 'node:http';
import { Problem } from '#platform/problem.ts';
import { takeTurns } from '#platform/turns.ts';

/** Forms by which somebody comes in, on pages of their own and under what they read; staff at the door of an event are in. */
export const comesIn = /^\/(?:login|join)(?:[/?]|$)|^\/(?!console\/)[^?]*\?\/(?:code|join)(?:&|$)/;

/** The way back from another place: it waits for nobody, and whoever is refused there is noted. */
export const comesBack = /^\/login\/with\/[^/]+\/return$/;

/** How many may wait, and how many of them who call from one line: a room full of people, and no flood. */
const longest = 1_000;
const longestOfLine = 60;

/** One request at the door. */
export interface Door {
	/**
	 * Waits for one's turn, which ends with the answer. Called when the whole form is here, so that nobody holds the door by
	 * sending slowly. Who is in already stays in: a form may do two things, and would wait for itself. Throws Problem `door.crowded` (503) when too many wait, and for whoever has gone meanwhile.
	 */
	enter(): Promise<void>;
	/** Lets the next one in before this one is answered. */
	leave(): void;
	/** Notes that whoever knocked was not let in, and why. */
	refused(code: string): void;
}

/** Who knocks: from which line, at which site. */
export interface Knock {
	address: string;
	site: string;
}

/**
 * People come in one after another: whoever guesses ten thousand codes and passwords keeps those waiting who knock, and nobody
 * who reads (`platform/turns.ts`). `note` hears of each who was refused.
 */
export function createDoor(
	note: (refusal: Knock & { code: string }) => void,
): (response: ServerResponse, knock: Knock) => Door {
	const turns = takeTurns(2);
	const waiting = new Map<string, number>();

	async function wait(address: string): Promise<() => void> {
		const ofLine = waiting.get(address) ?? 0;
		if (turns.waiting >= longest || ofLine >= longestOfLine) throw new Problem('door.crowded', 503);
		waiting.set(address, ofLine + 1);
		const leave = await turns.take();
		const left = (waiting.get(address) ?? 1) - 1;
		if (left) waiting.set(address, left);
		else waiting.delete(address);
		return leave;
	}
	return (response, knock) => {
		let leave = (): void => undefined;
		let knocked = false;
		return {
			async enter() {
				if (knocked) return;
				knocked = true;
				leave = await wait(knock.address);
				response.once('close', leave);
				if (!response.closed) return;
				leave();
				throw new Problem('door.crowded', 503);
			},
			leave: () => leave(),
			refused: (code) => note({ ...knock, code }),
		};
	};
}
