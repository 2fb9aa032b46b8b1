import type { Random } from './random.ts';
import type { SeedSize } from './size.ts';
import type { Value } from './copy.ts';
import { personName } from './text.ts';

export const memberColumns = ['id', 'handle', 'name', 'email', 'role', 'locale', 'joined', 'came_by_link', 'came_to'];

/** Members in the order of joining: the first is the owner, the next three work here. */
export function* memberRows(rng: Random, size: SeedSize, began: number, dayLength: number): Generator<Value[]> {
	for (let id = 1; id <= size.members; id++) {
		const joined = new Date(began + (id / size.members) * size.days * dayLength);
		const came = rng.next();
		yield [
			id,
			`reader${id}`,
			personName(rng),
			`reader${id}@example.com`,
			id === 1 ? 'owner' : id <= 4 ? 'editor' : 'member',
			'zh-TW',
			joined,
			came < 0.3 ? rng.whole(1, size.articles) : null,
			came < 0.6 ? `article:${rng.whole(1, size.articles)}` : null,
		];
	}
}
