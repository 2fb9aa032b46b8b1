import { createMember } from '#membership/server/index.ts';
import type { Actor, Role } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { fromMarkdown } from '#platform/document/from-markdown.ts';
import { writeArticle } from '#content/server/commands/write-article.ts';

type Member = Extract<Actor, { kind: 'member' }>;

let sown = 0;

/** A person who works here, for a test. `system` is a context of the system. */
export async function sowWriter(system: Ctx, role: Role = 'author'): Promise<Member> {
	const name = `Writer ${++sown}`;
	const { id, handle } = await createMember(system, { name, email: `writer${sown}@example.com`, role });
	return { kind: 'member', member: id, name, handle, role };
}

/** A draft by the actor of `ctx`, for a test. */
export const sowArticle = (ctx: Ctx, title = `Article ${++sown}`, markdown = '為什麼要等兩年？') =>
	writeArticle(ctx, { title, body: fromMarkdown(markdown, 'article') });
