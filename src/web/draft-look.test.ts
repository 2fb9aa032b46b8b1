import type { RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import type { Actor } from '#platform/actor.ts';
import type { Brand } from '#site/brand.ts';
import { draftLook } from '#web/draft-look.ts';

const brand = { name: '燕埕', colour: '#8a3b1e', layout: 'journal' } as Brand;
const owner: Actor = { kind: 'member', member: 1, name: 'o', handle: 'o', role: 'owner' };
const look = (path: string, actor: Actor = owner) =>
	draftLook({ url: new URL(path, 'http://localhost') } as RequestEvent, actor, brand);

it('shows the owner a look that nobody has yet, at the address of a preview alone', () => {
	expect(look('/preview/look/home?layout=plaza&colour=%23112233')).toEqual({
		...brand,
		layout: 'plaza',
		colour: '#112233',
	});
	expect(look('/preview/look/home?layout=plaza')).toEqual({ ...brand, layout: 'plaza' });
	expect(look('/?layout=plaza&colour=%23112233')).toBeNull();
	for (const role of ['member', 'author', 'editor'] as const)
		expect(look('/preview/look/home?layout=plaza', { ...owner, role } as Actor)).toBeNull();
	expect(look('/preview/look/home?layout=plaza', { kind: 'visitor' })).toBeNull();
});

it.each(['layout=palace', 'colour=red', 'colour=%23fff', 'colour=%23112233%3B%7D%3C/style%3E'])(
	'leaves the brand as it is where the address makes no sense: %s',
	(query) => expect(look(`/preview/look/home?${query}`)).toEqual(brand),
);
