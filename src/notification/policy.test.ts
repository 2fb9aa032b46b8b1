import { expect, it } from 'vitest';
import { roles, system, visitor, type Actor } from '#platform/actor.ts';
import * as policy from '#notification/policy.ts';

const people: Record<string, Actor> = {
	visitor,
	...Object.fromEntries(
		roles.map((role) => [role, { kind: 'member', member: 7, name: role, handle: role, role } satisfies Actor]),
	),
	system,
};

/** Who may; everybody not named may not. */
const table: [string, (actor: Actor) => boolean, string[]][] = [
	['arrange topics', policy.mayArrangeTopics, ['editor', 'owner', 'system']],
	['see subscribers', policy.maySeeSubscribers, ['editor', 'owner', 'system']],
	['suppress an address', policy.maySuppress, ['editor', 'owner', 'system']],
	['send a mailing', policy.maySendMailings, ['editor', 'owner', 'system']],
	['see what became of it', policy.maySeeMailings, ['editor', 'analyst', 'owner', 'system']],
	['set the post office', policy.maySetPostOffice, ['owner', 'system']],
	['run mailings', policy.mayRunMailings, ['system']],
];

it.each(table)('%s', (_title, may, allowed) => {
	expect(Object.keys(people).filter((who) => may(people[who] as Actor))).toEqual(allowed);
});
