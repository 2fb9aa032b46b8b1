import type { Log } from '#platform/log.ts';
import type { Knock } from '#web/front/door.ts';

/** Lines told apart within a minute; ten thousand addresses are as telling as a million. */
const mostLines = 10_000;
/** So many within a minute are no slips of the finger. */
const flood = 20;

/**
 * Tells the log who was refused at the door: the first of a kind, and a minute later how many there were, from how many lines,
 * and which of them knocked most. A flood of ten thousand is two lines of log, and names the address that an operator may
 * shut out.
 */
export function refusalLog(log: Log, minute = 60_000): (refusal: Knock & { code: string }) => void {
	/** Site and reason to how often each line was refused. */
	const refused = new Map<string, Map<string, number>>();

	function sumUp(site: string, code: string, lines: Map<string, number>): void {
		refused.delete(`${site} ${code}`);
		const times = [...lines.values()].reduce((sum, one) => sum + one, 0);
		const [most, ofThem] = [...lines].reduce((busiest, one) => (one[1] > busiest[1] ? one : busiest));
		if (times === 1) return;
		const tell = times < flood ? log.info : log.warn;
		tell('refused at the door', { site, code, times, addresses: lines.size, most, ofThem });
	}
	return ({ site, code, address }) => {
		let lines = refused.get(`${site} ${code}`);
		if (!lines) {
			lines = new Map();
			refused.set(`${site} ${code}`, lines);
			setTimeout(sumUp, minute, site, code, lines).unref();
			log.info('refused at the door', { site, code, address });
		}
		const line = lines.has(address) || lines.size < mostLines ? address : 'others';
		lines.set(line, (lines.get(line) ?? 0) + 1);
	};
}
