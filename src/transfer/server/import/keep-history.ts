import { createHash } from 'node:crypto';
import type { Ctx } from '#platform/context/context.ts';
import { historyKinds, type HistoryKind } from '#transfer/export-history.ts';
import type { Kind } from '#transfer/item.ts';
import type { Fate } from '#transfer/report.ts';
import { isSame } from '#transfer/server/import/adopt.ts';
import { bringIn } from '#transfer/server/import/bring-in-history.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { Finding, PreparedHistory } from '#transfer/server/import/prepared.ts';

/** The past of a house of our own kind, each through the door of the module that keeps it. */
export async function keepHistory(
	ctx: Ctx,
	batch: Batch,
	known: KnownItems,
	tell: (kind: HistoryKind, fate: Fate) => void,
	findings: Finding[],
): Promise<void> {
	const all = batch.items.filter((one): one is PreparedHistory => historyKinds.includes(one.kind));
	for (const [kind, items] of Map.groupBy(all, (one) => one.kind)) {
		const digests = new Map(items.map((one) => [one, digestOf(one)]));
		const rest = items.filter((one) => {
			const before = known.find(kind, one.item.id);
			return !before || !isSame(before, digests.get(one) ?? '');
		});
		for (let same = items.length - rest.length; same > 0; same--) tell(kind, 'same');
		const housed = rest.filter((one) => isHoused(one, known));
		const fates = await bringIn(ctx, kind, housed, batch, known);
		const left = (one: PreparedHistory, code: string, lost = true): void => {
			const { id } = one.item;
			findings.push({ kind, id, title: id, lost, note: { code } });
		};
		for (const one of rest) {
			const fate = fates[housed.indexOf(one)];
			if (!fate || fate === 'refused') {
				left(one, fate ? 'history.refused' : 'history.homeless');
				tell(kind, 'left');
				continue;
			}
			if (fate === 'held') left(one, 'history.held', false);
			for (const address of one.pictures) {
				const note = batch.pictures.missing.get(address);
				if (note) findings.push({ kind, id: one.item.id, title: one.item.id, lost: false, note });
			}
			known.keep(kind, one.item.id, { id: 0, digest: digests.get(one) ?? '', mark: '' });
			tell(kind, fate);
		}
	}
}

/** What is told of it, in short. */
export const digestOf = ({ item }: PreparedHistory): string =>
	createHash('sha256').update(JSON.stringify(item.line)).digest('hex');

/** A version needs its article, a proof its person, a vote its thread and who voted. */
function isHoused(one: PreparedHistory, known: KnownItems): boolean {
	const here = (kind: Kind, id: string | number | null): boolean => known.find(kind, String(id ?? '')) !== undefined;
	switch (one.kind) {
		case 'revision':
			return here('article', one.item.line.article);
		case 'field-answer':
		case 'consent':
		case 'portrait':
			return here('person', one.item.line.member);
		case 'answer':
			return here('thread', one.item.line.thread) && here('comment', one.item.line.comment);
		case 'vote':
		case 'ballot':
			return here('thread', one.item.line.thread) && here('person', one.item.line.member);
		case 'reaction':
			return here('comment', one.item.line.comment) && here('person', one.item.line.member);
		case 'follow': {
			const { thread, category, member } = one.item.line;
			return here('person', member) && (thread === null ? here('category', category) : here('thread', thread));
		}
		default:
			return true;
	}
}
