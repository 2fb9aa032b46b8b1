/** One followed link of a receiver. Times in milliseconds. */
export interface FollowedMailLink {
	link: number;
	clicked: number;
}

export type Machine = 'soon' | 'burst' | 'trap';

/** Nobody opens a mail and follows a link so soon after it was handed over. */
const soon = 5_000;
/** So many different links within so long is a program that looks at all of them. */
const burst = { links: 3, within: 10_000 } as const;
/** What followed the link that no person sees looked at the others in this time, before and after. */
const aroundTrap = 120_000;

/**
 * Which of a receiver's followed links a program followed, and how that shows; null: a person. Scanners give themselves
 * browsers' names, so what they do is looked at. All clicks are judged anew with each one, since it takes several to tell.
 */
export function judgeClicks(
	clicks: readonly FollowedMailLink[],
	{ sent, trap }: { sent: number; trap: number },
): (Machine | null)[] {
	const trapped = clicks.filter(({ link }) => link === trap).map(({ clicked }) => clicked);
	return clicks.map(({ link, clicked }) => {
		if (link === trap || trapped.some((time) => Math.abs(time - clicked) <= aroundTrap)) return 'trap';
		const near = clicks.filter((other) => Math.abs(other.clicked - clicked) <= burst.within);
		const hurried = near.some((first) => {
			const run = near.filter(
				(other) => other.clicked >= first.clicked && other.clicked <= first.clicked + burst.within,
			);
			const holds = first.clicked <= clicked && clicked <= first.clicked + burst.within;
			return holds && new Set(run.map((one) => one.link)).size >= burst.links;
		});
		if (hurried) return 'burst';
		return clicked - sent < soon ? 'soon' : null;
	});
}
