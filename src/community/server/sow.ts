import type { Actor, Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { createMember } from '#membership/server/index.ts';
import type { ThreadKind } from '#community/kind.ts';
import { createCategory } from '#community/server/commands/create-category.ts';
import { openThread } from '#community/server/commands/open-thread.ts';
import { startThread } from '#community/server/commands/start-thread.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let sown = 0;

/** A member for a test, who joined so many days ago. `system` is a context of the system. */
export async function sowMember(system: Ctx, role: Role = 'member', daysAgo = 30): Promise<Member> {
	const name = `Person ${++sown}`;
	const joined = new Date(system.now.getTime() - daysAgo * 86_400_000);
	const created = await createMember(system, { name, email: `person${sown}@example.com`, role, joined });
	return { kind: 'member', member: created.id, name, handle: created.handle, role };
}

/** A thread for a test, under an article that is only a name. */
export const sowThread = (system: Ctx): Promise<{ id: number }> => {
	const number = ++sown;
	return openThread(system, {
		subject: `article:${number}`,
		title: `Article ${number}`,
		path: `/articles/a-${number}`,
	});
};

/** A thread with tags for a test, begun by whoever asks. */
export const sowTagged = (
	ctx: Ctx,
	category: number,
	tags: string | string[],
	more: object = {},
): Promise<{ id: number; path: string; comment: number }> => {
	const text = `這是第 ${++sown} 個討論`;
	return startThread(ctx, { category, title: text, body: { text }, tags, ...more });
};

/** A category for a test. */
export const sowCategory = (
	system: Ctx,
	startedBy: 'members' | 'staff' = 'members',
	kinds?: ThreadKind[],
): Promise<{ id: number; slug: string }> => {
	const number = ++sown;
	return createCategory(system, { slug: `category-${number}`, name: `Category ${number}`, startedBy, kinds });
};
