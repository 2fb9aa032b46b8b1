import {
	acceptAnswer,
	castBallot,
	createCategory,
	decideIdea,
	findThread,
	postComment,
	react,
	startThread,
	tagThread,
	voteIdea,
} from '#community/server/index.ts';
import { productThing } from '#commerce/product.ts';
import { findArticle } from '#content/server/index.ts';
import {
	articleThreads,
	productThreads,
	categories,
	forumThreads,
	type Moment,
	type SampleCategory,
	type SampleComment,
	type SampleForumThread,
} from '#app/sample-brand/content/index.ts';
import type { Ctx } from '#platform/context/context.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Rooms of the forum, what was said in them and what was said under the articles. */
export function tellThreads({ when }: Story): Deed[] {
	const say = (
		thread: string,
		comments: readonly SampleComment[],
		idOf: (ctx: Ctx, story: Story) => Promise<number>,
	): Deed[] =>
		comments.map((comment, number) => ({
			key: keyOf(thread, comment.key ?? String(number)),
			time: when(comment.at),
			by: comment.by,
			once: async (ctx, story) =>
				(
					await postComment(ctx, {
						thread: await idOf(ctx, story),
						body: { text: comment.text },
						...(comment.stars ? { stars: comment.stars, disclosed: comment.disclosed ?? 'nothing' } : {}),
						...(comment.to ? { parent: story.id(keyOf(thread, comment.to)) } : {}),
					})
				).id,
		}));
	return [
		...categories.map((category: SampleCategory, place): Deed => ({
			key: `category:${category.key}`,
			// Before the brand is set up, which would otherwise make a first room of its own.
			time: when([-90, 8, 1 + place]),
			once: async (ctx) =>
				(
					await createCategory(ctx, {
						slug: category.slug,
						name: category.name,
						description: category.text,
						startedBy: category.staffOnly ? 'staff' : 'members',
						position: place + 1,
						...(category.kinds ? { kinds: [...category.kinds] } : {}),
					})
				).id,
		})),
		...articleThreads.flatMap(({ article, comments }) =>
			say(
				`article-${article}`,
				comments,
				async (ctx, story) => (await findArticle(ctx, { id: story.id(`article:${article}`) }))?.thread ?? 0,
			),
		),
		...productThreads.flatMap(({ product, comments }) =>
			say(
				`product-${product}`,
				comments,
				async (ctx, story) =>
					(await findThread(ctx, { subject: productThing(story.id(`product:${product}`)) }))?.id ?? 0,
			),
		),
		...forumThreads.flatMap((thread): Deed[] => [
			{
				key: `thread:${thread.key}`,
				time: when(thread.at),
				by: thread.by,
				once: async (ctx, story) =>
					(
						await startThread(ctx, {
							category: story.id(`category:${thread.category}`),
							title: thread.title,
							body: { text: thread.text },
							...(thread.kind ? { kind: thread.kind } : {}),
							...(thread.choices ? { poll: { choices: [...thread.choices] } } : {}),
						})
					).id,
			},
			...say(thread.key, thread.comments, (_, story) => Promise.resolve(story.id(`thread:${thread.key}`))),
			...takePart(thread, when),
		]),
	];
}

/** What was done in a thread beside talking: the answer that helped, votes, and what the house decided. */
function takePart(thread: SampleForumThread, when: Story['when']): Deed[] {
	const id = (story: Story): number => story.id(`thread:${thread.key}`);
	const after = (at: Moment, minutes: number): Date => new Date(when(at).getTime() + minutes * 60_000);
	const deed = (name: string, time: Date, by: string, once: (ctx: Ctx, story: Story) => Promise<unknown>): Deed => ({
		key: `${name}/${thread.key}`,
		time,
		by,
		once: async (ctx, story) => void (await once(ctx, story)),
	});
	const { solved, decided } = thread;
	const helped = thread.comments.find(({ key }) => key !== undefined && key === solved);
	return [
		...(thread.tags
			? [
					// The one who answers here puts in order, too.
					deed('tags', after(thread.at, 15), 'aying', (ctx, story) =>
						tagThread(ctx, { thread: id(story), tags: [...(thread.tags ?? [])] }),
					),
				]
			: []),
		...(helped
			? [
					deed('accept', after(helped.at, 25), thread.by, (ctx, story) =>
						acceptAnswer(ctx, { comment: story.id(keyOf(thread.key, solved ?? '')) }),
					),
				]
			: []),
		...(thread.wantedBy ?? []).map((by, place) =>
			deed(`vote/${by}`, after(thread.at, 20 + 11 * place), by, (ctx, story) => voteIdea(ctx, { thread: id(story) })),
		),
		...(decided
			? [
					deed('decide', when(decided.at), decided.by, (ctx, story) =>
						decideIdea(ctx, { thread: id(story), status: decided.status, text: decided.text }),
					),
				]
			: []),
		...Object.entries(thread.ballots ?? {}).map(([by, choices], place) =>
			deed(`ballot/${by}`, after(thread.at, 5 + 7 * place), by, (ctx, story) =>
				castBallot(ctx, { thread: id(story), choices: [...choices] }),
			),
		),
		...Object.entries(thread.reactions ?? {}).flatMap(([sign, people]) =>
			people.map((by, place) =>
				deed(`react/${by}`, after(thread.at, 9 + 3 * place), by, async (ctx, story) => {
					const { opening } = (await findThread(ctx, { id: id(story) })) ?? {};
					if (opening) await react(ctx, { comment: opening, sign, on: true });
				}),
			),
		),
	];
}

const keyOf = (thread: string, comment: string): string => `comment:${thread}/${comment}`;
