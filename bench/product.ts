import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { startProduct, type Product, type StartOptions } from '../tests/start-product.ts';

export type { Product };

const root = path.resolve(import.meta.dirname, '..');

/** As the start command sets it: compiled code is kept between starts. */
export const productEnvironment = {
	NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'] ?? path.join(root, 'node_modules', '.cache', 'compile'),
};

/** Starts the built product on a seeded site. */
export const startOn = (data: string, options: StartOptions = {}): Promise<Product> =>
	startProduct({ ...options, data, environment: { ...productEnvironment, ...options.environment } });

/** A process and all that descend from it, by number. */
export function processTree(root: number): number[] {
	const parents = new Map<number, number>();
	for (const entry of readdirSync('/proc')) {
		if (!/^\d+$/.test(entry)) continue;
		try {
			const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
			parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 4).split(' ')[0]));
		} catch {
			// It ended while we looked.
		}
	}
	const tree = [root];
	for (const one of tree) for (const [child, parent] of parents) if (parent === one) tree.push(child);
	return tree;
}

/** Proportional set size of a process and all that descend from it, in bytes: the web server and the database apart. */
export function memoryOf(root: number): { server: number; database: number } {
	const sum = { server: 0, database: 0 };
	for (const one of processTree(root)) {
		try {
			const kilobytes = Number(/^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${one}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
			const name = readFileSync(`/proc/${one}/comm`, 'utf8').trim();
			sum[/node|MainThread/.test(name) ? 'server' : 'database'] += kilobytes * 1024;
		} catch {
			// It ended while we looked.
		}
	}
	return sum;
}

/** CPU time that one process has used so far, in seconds. */
export function cpuOf(one: number): number {
	const stat = readFileSync(`/proc/${one}/stat`, 'utf8');
	const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
	return (Number(fields[11]) + Number(fields[12])) / 100;
}
