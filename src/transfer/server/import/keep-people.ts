import type { Ctx } from '#platform/context/context.ts';
import { importMembers, renewMembers } from '#membership/server/index.ts';
import type { Fate } from '#transfer/report.ts';
import type { Batch } from '#transfer/server/import/keep-batch.ts';
import type { KnownItems } from '#transfer/server/import/known-items.ts';
import type { PreparedPerson } from '#transfer/server/import/prepared.ts';

/** Brings people along, and takes over new names and words of those who came before and changed nothing here. */
export async function keepPeople(ctx: Ctx, batch: Batch, known: KnownItems, tell: (fate: Fate) => void): Promise<void> {
	const people = batch.items.filter((one) => one.kind === 'person');
	const fresh = people.filter(({ item }) => !known.find('person', item.id));
	const made = await importMembers(ctx, {
		members: fresh.map((one) => ({ ...wordsOf(one), email: one.email, ...joined(one), ...former(one, batch.roles) })),
	});
	fresh.forEach((one, place) => {
		const member = made[place];
		if (!member) return;
		// Whoever was here already stays as they are, now and later.
		const mark = member.fresh ? JSON.stringify(wordsOf(one)) : '';
		known.keep('person', one.item.id, { id: member.id, digest: '', mark }, one.item.consent);
		tell(member.fresh ? 'fresh' : 'same');
	});
	const changed = people.flatMap((one) => {
		const before = fresh.includes(one) ? undefined : known.find('person', one.item.id);
		if (!before?.mark || before.mark === JSON.stringify(wordsOf(one))) return [];
		return [{ one, before }];
	});
	for (let same = people.length - fresh.length - changed.length; same > 0; same--) tell('same');
	const renewed = new Set(
		await renewMembers(ctx, {
			members: changed.map(({ one, before }) => ({
				id: before.id,
				...wordsOf(one),
				before: JSON.parse(before.mark) as { name: string; bio: string },
			})),
		}),
	);
	for (const { one, before } of changed) {
		const taken = renewed.has(before.id);
		if (taken) known.keep('person', one.item.id, { ...before, mark: JSON.stringify(wordsOf(one)) });
		tell(taken ? 'changed' : 'held');
	}
}

const wordsOf = ({ name, item }: PreparedPerson): { name: string; bio: string } => ({
	name,
	bio: [...item.bio.trim()].slice(0, 500).join('').trim(),
});

const joined = ({ item }: PreparedPerson): { joined?: Date } => (item.joined ? { joined: item.joined } : {});

function former({ item }: PreparedPerson, roles: boolean) {
	if (!item.former) return {};
	const { role, ...rest } = item.former;
	return roles ? { ...rest, role } : rest;
}
