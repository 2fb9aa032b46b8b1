import type { Bench } from '../bench.ts';
import { milliseconds, percent, perSecond, type Figure } from '../figure.ts';
import { signIn } from '../people.ts';
import { openPlace } from '../place.ts';
import { threadPath } from '../seed/talk.ts';
import { againstSelect } from './against-select.ts';

const people = 200;
const pages = 16;

/** A signed-in member's thread page, against a bare server that runs one primary-key SELECT for each request. */
export async function measureMember(bench: Bench): Promise<Figure[]> {
	const { place } = bench;
	const running = await bench.product();
	const installation = await openPlace(place.data, running.port);
	const members = await signIn(installation, 5, people);
	const { sql } = await installation.site('home');
	const [first] = await sql<{ name: string }[]>`select name from membership.member where id = 5`;
	await installation.close();
	const targets = Array.from({ length: pages }, (_, index) => threadPath(place.size, place.size.articles + index + 1));
	const figures: Figure[] = [];
	for (const encoding of ['identity', 'gzip'] as const) {
		const asked = { members, targets, encoding, says: first?.name ?? '' };
		const { product, bare, ratio } = await againstSelect(bench, running, asked);
		figures.push({
			name: `member's thread page, 20 comments, ${encoding}`,
			measured: `${perSecond(product.perSecond)}, p99 ${milliseconds(product.p99)}`,
			reference: `node:http + one SELECT ${perSecond(bare.perSecond)}`,
			ratio: percent(ratio),
			asked: '≥ 20 %, ≥ 1,000/s, p99 ≤ 60 ms',
			reached: ratio >= 0.2 && product.perSecond >= 1_000 && product.p99 <= 60 && !Object.keys(product.refused).length,
			numbers: {
				ratio,
				product: product.perSecond,
				bare: bare.perSecond,
				p50: product.p50,
				p99: product.p99,
				cpuProduct: product.cpuEach,
				cpuBare: bare.cpuEach,
			},
		});
	}
	return figures;
}
