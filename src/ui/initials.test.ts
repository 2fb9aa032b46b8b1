import { expect, test } from 'vitest';
import { initials, tintOf } from '#ui/initials.ts';

test.each([
	['王小明', '小明'],
	['歐陽娜娜', '娜娜'],
	['阿雄', '阿雄'],
	['雄', '雄'],
	['小編 阿穎', '阿穎'],
	['林 Amy', '林'],
	['𠮷田', '𠮷田'],
	['Ada Lovelace', 'AL'],
	['Jean-Luc de la Tour', 'JT'],
	['ada', 'A'],
	['Élodie', 'É'],
	['@@7up', '7'],
	['👩‍🍳', '👩‍🍳'],
	['  ', '·'],
	['', '·'],
])('%j is shown as %j', (name, shown) => expect(initials(name)).toBe(shown));

test('a name always has the same tint, and names use all tints', () => {
	expect(tintOf('王小明')).toBe(tintOf('王小明'));
	const used = new Set(Array.from({ length: 200 }, (_, number) => tintOf(`會員${number}`)));
	expect([...used].sort()).toEqual([1, 2, 3, 4, 5, 6]);
});
