import { Problem } from '#platform/problem.ts';

/** What a rule says against something, with its numbers; the code is a Problem's. Pure rules return it, commands throw it. */
export interface Objection {
	code: string;
	status: number;
	details: Record<string, number>;
}

export const objection = (code: string, status: number, details: Record<string, number> = {}): Objection => ({
	code,
	status,
	details,
});

/** Throws what the rules object to. */
export function refuse(objection: Objection | null): void {
	if (objection) throw new Problem(objection.code, objection.status, objection.details);
}
