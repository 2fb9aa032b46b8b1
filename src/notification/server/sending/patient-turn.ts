import { setTimeout } from 'node:timers/promises';
import type { Ctx } from '#platform/context/context.ts';
import { takeTurn, type Outcome, type Turn } from '#notification/server/sending/turn.ts';

/** A turn; what became of receivers is not forgotten while the database is away for a moment. */
export async function patientTurn(
	later: () => Ctx,
	mailing: number,
	worker: string,
	outcomes: Outcome[],
	want: number,
	after: number,
): Promise<Turn> {
	const told = outcomes.splice(0);
	for (let tries = 1; ; tries++) {
		try {
			return await takeTurn(later(), mailing, worker, told, want, after);
		} catch (error) {
			if (tries === 6) throw error;
			await setTimeout(500 * 2 ** tries);
		}
	}
}
