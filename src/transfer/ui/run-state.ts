import type { RunCard } from '#transfer/run.ts';

/** What a run is at, and how that is shown. */
export function stateOf(run: Pick<RunCard, 'ended' | 'outcome' | 'stopping'>): {
	name: 'going' | 'stopping' | 'done' | 'stopped' | 'failed';
	tone: 'info' | 'success' | 'warning' | 'danger';
} {
	if (!run.ended) return run.stopping ? { name: 'stopping', tone: 'warning' } : { name: 'going', tone: 'info' };
	if (run.outcome === 'done') return { name: 'done', tone: 'success' };
	return run.outcome === 'stopped' ? { name: 'stopped', tone: 'warning' } : { name: 'failed', tone: 'danger' };
}
