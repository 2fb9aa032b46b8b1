import { system } from '#platform/actor.ts';
import type { Ctx } from '#platform/context/context.ts';
import { tellHistory } from '#network/practice/server/index.ts';
import { collectPost, connectPractice, deliverPost, shareArticle } from '#publishing/server/index.ts';
import { answerConversation, deliverAnswer } from '#inbox/server/index.ts';
import { brand, posts, type SamplePost } from '#app/sample-brand/content/index.ts';
import { later } from '#app/sample-brand/moment.ts';
import type { Deed, Story } from '#app/sample-brand/story.ts';

/** Posts on the practice network: sent by its API, seen and talked about there, brought home, answered back. */
export function tellPosts({ when }: Story): Deed[] {
	return [
		{
			key: 'account',
			time: when([-89, 11, 30]),
			repeatable: async (ctx) => (await connectPractice(ctx, { name: brand.name })).account,
		},
		...posts.flatMap((post): Deed[] => [
			{
				key: `post:${post.key}`,
				time: when(post.at),
				by: post.by,
				async repeatable(ctx, story) {
					const { post: id } = await shareArticle(ctx, {
						article: story.id(`article:${post.article}`),
						account: story.id('account'),
						text: post.text,
						key: keyOf('post', post.key),
					});
					await deliverPost.run({ ...ctx, actor: system }, { post: id });
					return id;
				},
			},
			{
				key: `seen:${post.key}`,
				time: later(when(post.at), 1),
				async once(ctx, story) {
					const reached = post.reach.map(([day, people]) => ({
						people,
						seen: day === post.at[0] ? when(post.at) : when([day, 12, 0]),
					}));
					await tellHistory(ctx, { post: await abroad(ctx, story, post), reached, likes: post.likes, comments: [] });
					return undefined;
				},
			},
			...post.comments.flatMap((comment): Deed[] => [
				{
					key: `said:${comment.key}`,
					time: when(comment.at),
					async once(ctx, story) {
						const said = { name: comment.name, text: comment.text, posted: ctx.now };
						return (
							await tellHistory(ctx, { post: await abroad(ctx, story, post), reached: [], likes: 0, comments: [said] })
						).comments[0];
					},
				},
				{
					key: `heard:${comment.key}`,
					time: later(when(comment.at), 2),
					repeatable: (ctx, story) => collect(ctx, story, post),
				},
				...(comment.answer ? [answer(when(comment.answer.at), post, comment.key, comment.answer)] : []),
			]),
			{ key: `counted:${post.key}`, time: when([-1, 23, 40]), repeatable: (ctx, story) => collect(ctx, story, post) },
		]),
	];
}

/** Staff answers a comment out of the inbox: at home, and from there on the network. */
const answer = (time: Date, post: SamplePost, comment: string, { by, text }: { by: string; text: string }): Deed => ({
	key: `answered:${comment}`,
	time,
	by,
	async repeatable(ctx, story) {
		const { id: conversation } = await ctx.db
			.selectFrom('inbox.conversation as conversation')
			.innerJoin('publishing.comment as comment', 'comment.id', 'conversation.foreign_comment')
			.select('conversation.id')
			.where('comment.post', '=', story.id(`post:${post.key}`))
			.where('comment.external_id', '=', String(story.id(`said:${comment}`)))
			.executeTakeFirstOrThrow();
		const { answer: id } = await answerConversation(ctx, { conversation, text, key: keyOf('answer', comment) });
		await deliverAnswer.run({ ...ctx, actor: system }, { answer: id });
		return id;
	},
});

/** Brings home what happened under a post by now. */
async function collect(ctx: Ctx, story: Story, post: SamplePost): Promise<undefined> {
	await collectPost(ctx, story.id(`post:${post.key}`));
	return undefined;
}

/** The post's id on the network. */
async function abroad(ctx: Ctx, story: Story, post: SamplePost): Promise<number> {
	const { external_id: id } = await ctx.db
		.selectFrom('publishing.post')
		.select('external_id')
		.where('id', '=', story.id(`post:${post.key}`))
		.executeTakeFirstOrThrow();
	return Number(id);
}

/** The same key in every run, of the shape that forms send. */
const keyOf = (kind: string, key: string): string => `sample${kind}${key.replace(/[^a-z0-9]/g, '')}`.padEnd(16, '0');
