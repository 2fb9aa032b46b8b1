import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { sendingShare } from '#network/usage.ts';
import type { Bench } from '../bench.ts';
import { milliseconds, plain, type Figure } from '../figure.ts';
import type { Arrival } from '../load/due-fake.ts';
import { smallSize } from '../seed/size.ts';

/** What a network allows one account: so many posts in so many milliseconds. */
const allowance = { most: 10, window: 10_000 };

interface Due {
	account: string;
	text: string;
	due: number;
}
interface Sent {
	/** The minute had begun before everything was written down. */
	late: boolean;
	left: number;
	failed: number;
	/** Seconds of processor time that the sending process took, from the first moment on. */
	cpu: number;
	due: Due[];
}

/** Ten thousand posts that come due within one minute: how late they leave, in which order, and whether a network was asked for too much. */
export async function measureDue(bench: Bench): Promise<Figure[]> {
	await bench.stop();
	const posts = Number(process.env['DUE_POSTS']) || (bench.place.size.articles <= smallSize.articles ? 500 : 10_000);
	const folder = mkdtempSync(path.join(tmpdir(), 'homecourt-due-'));
	const script = (name: string): string => path.join(import.meta.dirname, '../load', name);
	const fake = spawn(process.execPath, [script('due-fake.ts'), String(allowance.most), String(allowance.window)], {
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	try {
		const [port] = (await once(fake.stdout, 'data')) as [Buffer];
		const url = `http://127.0.0.1:${port.toString().trim()}`;
		const args = [script('due.ts'), path.join(folder, 'data'), String(posts), url];
		const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 1 << 27 });
		const sent = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Sent;
		const log = (await (await fetch(`${url}/log`)).json()) as { arrivals: Arrival[]; cpu: number };
		return judge(sent, log.arrivals, log.cpu);
	} finally {
		fake.kill();
		rmSync(folder, { recursive: true, force: true });
	}
}

function judge({ due, left, failed, late, cpu }: Sent, arrivals: readonly Arrival[], fake: number): Figure[] {
	const lags: number[] = [];
	let disorder = 0;
	for (const account of new Set(due.map((one) => one.account))) {
		const wanted = due.filter((one) => one.account === account).sort((one, other) => one.due - other.due);
		const came = arrivals.filter((one) => one.account === account && !one.refused);
		disorder += came.filter(({ text }, index) => wanted[index]?.text !== text).length;
		const allowed = earliest(wanted, came);
		for (const { text } of wanted) {
			const arrival = came.find((one) => one.text === text);
			if (arrival) lags.push(arrival.at - (allowed.get(text) ?? 0));
		}
	}
	lags.sort((one, other) => one - other);
	const at = (share: number): number => lags[Math.min(lags.length - 1, Math.floor(lags.length * share))] ?? 0;
	const refused = arrivals.filter((one) => one.refused).length;
	const numbers = {
		sent: lags.length,
		left,
		failed,
		disorder,
		refused,
		p50: at(0.5),
		p99: at(0.99),
		max: at(1),
		cpu,
		fake,
	};
	const count = due.length.toLocaleString('en');
	return [
		plain(
			`${count} posts due in a minute: after the earliest allowed moment`,
			`${milliseconds(at(0.5))} in the middle, ${milliseconds(at(0.99))} p99, ${milliseconds(at(1))} at most; ${Math.round(cpu)} s of a core, the network beside it ${Math.round(fake)} s`,
			'2,000 ms at most',
			!late && lags.length === due.length && at(1) <= 2_000,
			numbers,
		),
		plain(
			`${count} posts due in a minute: order and allowances`,
			`${disorder} out of order, ${refused} beyond an allowance, ${left + failed} not sent`,
			'0, 0, 0',
			disorder + refused + left + failed === 0,
			numbers,
		),
	];
}

/**
 * When each could have left at the earliest: when it was due, or, where the network's window then had no more to give (its last
 * tenth is left alone), when that window ended. Windows are those that the network counted; being held up by the one before
 * is no excuse.
 */
function earliest(wanted: readonly Due[], came: readonly Arrival[]): Map<string, number> {
	const budget = Math.ceil(allowance.most * sendingShare);
	const used = new Map<number, number>();
	for (const { ends } of came) used.set(ends, (used.get(ends) ?? 0) + 1);
	const full = [...used].flatMap(([ends, count]) => (count >= budget ? ends : []));
	const arrivals = new Map(came.map((one) => [one.text, one]));
	return new Map(
		wanted.map(({ text, due }) => {
			const own = arrivals.get(text)?.ends ?? Infinity;
			// Windows that those before it in the line used up while it waited.
			const shut = full.filter((ends) => due < ends && ends < own);
			return [text, Math.max(due, ...shut)];
		}),
	);
}
