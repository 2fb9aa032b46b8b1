import type { NetworkProblem } from '#network/network-problem.ts';

/** Troubles after which every further call would fail too, until somebody connects the account again. */
export const endsAccount = ({ trouble }: NetworkProblem): boolean =>
	trouble === 'auth-revoked' || trouble === 'account-restricted';
