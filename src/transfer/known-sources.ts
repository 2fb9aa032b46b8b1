import type { Source } from '#transfer/source.ts';
import { Problem } from '#platform/problem.ts';

const known = new Map<string, Source>();

/** Says where people can come home from. Called once, by the composition root; a later call replaces what was said. */
export function offerSources(sources: readonly Source[]): void {
	known.clear();
	for (const source of sources) known.set(source.name, source);
}

/** The source of this name. Throws Problem `transfer.source-unknown`. */
export function sourceCalled(name: string): Source {
	const source = known.get(name);
	if (!source) throw new Problem('transfer.source-unknown', 422, { source: name.slice(0, 40) });
	return source;
}

export const listSources = (): Source[] => [...known.values()];
