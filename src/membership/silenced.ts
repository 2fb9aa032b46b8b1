import { Problem } from '#platform/problem.ts';

/** Throws while the word is taken from a member: Problem `member.silenced` with the hours that are left. */
export function refuseSilenced(until: Date | null, now: Date): void {
	if (until && until > now)
		throw new Problem('member.silenced', 403, { hours: Math.ceil((until.getTime() - now.getTime()) / 3_600_000) });
}
