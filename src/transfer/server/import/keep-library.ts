import type { Fate } from '#transfer/report.ts';
import type { BroughtFiles, BroughtPictures } from '#transfer/server/import/bring-library.ts';
import type { Finding } from '#transfer/server/import/prepared.ts';

type Shelf = 'picture' | 'file';

/** Tells what came of the library, or of a dry run would, and hands over what is new. */
export function keepLibrary(
	brought: { pictures: BroughtPictures; files: BroughtFiles },
	tell: (kind: Shelf, fate: Fate) => void,
	findings: Finding[],
	keep: (kind: Shelf, address: string, id: number) => void,
): void {
	for (const kind of ['picture', 'file'] as const) {
		const { here, fresh, missing } = brought[`${kind}s`];
		for (const address of new Set([...here.keys(), ...fresh])) {
			const one = here.get(address);
			if (one && fresh.has(address)) keep(kind, address, one.id);
			tell(kind, fresh.has(address) ? 'fresh' : 'same');
		}
		for (const [address, note] of missing) {
			findings.push({ kind, id: address, title: address.split('/').at(-1) || address, lost: true, note });
			tell(kind, 'left');
		}
	}
}
