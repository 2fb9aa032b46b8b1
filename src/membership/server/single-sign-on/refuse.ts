import { Problem } from '#platform/problem.ts';
import type { SignOnError } from '#membership/single-sign-on.ts';

/** A refusal that a program reads, by the standard's own name. */
export const refuseSignOn = (error: SignOnError, status = 400): Problem =>
	new Problem('sign-on.refused', status, { error });
