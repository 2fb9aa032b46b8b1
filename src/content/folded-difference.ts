import type { ComparedBlock } from '#platform/document/difference.ts';

/** Two versions with what did not change left out, but for a block beside each change. */
export type FoldedBlock = ComparedBlock | { change: 'left-out'; blocks: number };

export function foldBlocks(blocks: readonly ComparedBlock[]): FoldedBlock[] {
	const folded: FoldedBlock[] = [];
	blocks.forEach((block, at) => {
		const near = [at - 1, at, at + 1].some((place) => (blocks[place]?.change ?? 'same') !== 'same');
		const last = folded.at(-1);
		if (near) folded.push(block);
		else if (last?.change === 'left-out') last.blocks++;
		else folded.push({ change: 'left-out', blocks: 1 });
	});
	return folded;
}
