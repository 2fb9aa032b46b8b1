import { redirect, type RequestEvent } from '@sveltejs/kit';
import {
	blockForeign,
	bookmarkComment,
	findBookmark,
	removeBookmark,
	deleteComment,
	editComment,
	findComment,
	findCommentPath,
	readForeignBlock,
	shareComment,
	unblockForeign,
} from '#community/server/index.ts';
import { blockMember, readBlock, unblockMember } from '#membership/server/index.ts';
import { decideComment, flagComment, readStanding, showAgain } from '#moderation/server/index.ts';
import type { Disclosure } from '#community/stars.ts';
import type { Ctx } from '#platform/context/context.ts';
import { readSaid, takePictures } from '#web/comment-pictures.ts';
import { readForm, submit } from '#web/form.ts';
import { personalPage } from '#web/shared-page.ts';

export const csr = false;

const idOf = (event: RequestEvent): string => event.params['id'] as string;

export async function load(event: RequestEvent) {
	const ctx = personalPage(event);
	const comment = await findComment(ctx, { id: idOf(event) });
	const member = ctx.actor.kind === 'member';
	const [standing, block, away, bookmark] = await Promise.all([
		readStanding(ctx, { comment: comment.id }),
		readBlock(ctx, { member: comment.author_id ?? undefined }),
		readForeignBlock(ctx, { comment: comment.id }),
		member ? findBookmark(ctx, { comment: comment.id }) : null,
	]);
	return { comment, standing, block, away, member, bookmark };
}

/** Does it, and goes where it says; without that, back to this page. */
const turn =
	(work: (ctx: Ctx, id: string, values: Record<string, string>) => Promise<string | void>) =>
	async (event: RequestEvent) => {
		const values = await readForm(event);
		const { ctx } = event.locals;
		return submit(event, values, async () =>
			redirect(303, (await work(ctx, idOf(event), values)) ?? event.url.pathname),
		);
	};

export const actions = {
	edit: async (event: RequestEvent) => {
		const { values, files } = await readSaid(event);
		const { ctx } = event.locals;
		return submit(event, values, async () => {
			const id = idOf(event);
			const { text: markdown = '', seen, stars, disclosed } = values;
			const rating = stars === undefined ? {} : { stars, disclosed: disclosed as Disclosure | '' };
			const pictures = await takePictures(event, values, files);
			await editComment(ctx, { id, body: { markdown, pictures }, ...(seen ? { seen } : {}), ...rating });
			redirect(303, await findCommentPath(ctx, { id }));
		});
	},
	bookmark: turn(async (ctx, comment, { note, hours }) => void (await bookmarkComment(ctx, { comment, note, hours }))),
	unbookmark: turn(async (ctx, comment) => void (await removeBookmark(ctx, { comment }))),
	delete: turn(async (ctx, id) => (await deleteComment(ctx, { id })).path),
	flag: turn(
		async (ctx, comment, { reason, words }) =>
			void (await flagComment(ctx, { comment, reason: reason as never, words })),
	),
	hide: turn(async (ctx, comment, { reason, words }) => {
		await decideComment(ctx, { comment, verdict: 'hide', reason: (reason || null) as never, words });
	}),
	share: turn(async (ctx, id, { on }) => (await shareComment(ctx, { id, on: on as never })).path),
	block: turn(async (ctx, _id, { member }) => void (await blockMember(ctx, { member }))),
	unblock: turn(async (ctx, _id, { member }) => void (await unblockMember(ctx, { member }))),
	deafen: turn(async (ctx, comment) => void (await blockForeign(ctx, { comment }))),
	hear: turn(async (ctx, _id, { block }) => void (await unblockForeign(ctx, { block: block as never }))),
	show: turn(async (ctx, comment) => void (await showAgain(ctx, { comment }))),
};
