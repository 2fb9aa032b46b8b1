import { expect, it } from 'vitest';
import type { SiteRecord } from '#platform/installation/control.ts';
import { followSites } from '#platform/installation/follow-sites.ts';
import { silent } from '#platform/log.ts';

it('opens each new site once, tries again what failed, closes one that went, and opens it when it came back', async () => {
	const record = (name: string): SiteRecord => ({ name, database: name, hosts: [] });
	let sites = [record('a'), record('b')];
	let [broken, away] = [true, false];
	let looks = 0;
	const opened: string[] = [];
	const stop = followSites(
		() => {
			looks++;
			return away ? Promise.reject(new Error('away')) : Promise.resolve(sites);
		},
		{
			open({ name }) {
				if (name === 'b' && broken) return Promise.reject(new Error('not yet'));
				return Promise.resolve(opened.push(name));
			},
			close: (name) => Promise.resolve(void opened.push(`${name} closed`)),
		},
		silent,
		1,
	);
	const lookTwice = (): Promise<unknown> => {
		const from = looks;
		return expect.poll(() => looks, { interval: 1 }).toBeGreaterThan(from + 2);
	};
	await lookTwice();
	expect(opened).toEqual(['a']);
	broken = false;
	await lookTwice();
	expect(opened).toEqual(['a', 'b']);
	away = true;
	await lookTwice();
	away = false;
	sites = [record('b')];
	await lookTwice();
	sites = [record('a'), record('b')];
	await lookTwice();
	expect(opened).toEqual(['a', 'b', 'a closed', 'a']);
	await stop();
	const last = looks;
	await new Promise((resolve) => setTimeout(resolve, 10));
	expect(looks).toBe(last);
});
