import { buffer } from 'node:stream/consumers';
import type { Ctx } from '#platform/context/context.ts';
import { findArticle } from '#content/server/index.ts';
import { mediaPath, plainSize } from '#media/picture.ts';
import { findPictures } from '#media/server/index.ts';
import type { Outgoing, OutgoingPicture } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';

/** A post as its row says it. */
export interface Written {
	text: string;
	link: string | null;
	pictures: readonly number[];
	article: number | null;
}

/** A post as it goes out: with the pictures as they are now, and what a card about the link would say. */
export async function composePost(ctx: Ctx, { text, link, pictures, article: id }: Written): Promise<Outgoing> {
	const article = id === null ? null : await findArticle(ctx, { id });
	return {
		text,
		link,
		pictures: await outgoingPictures(ctx, pictures),
		...(article ? { card: { title: article.title, text: article.excerpt } } : {}),
	};
}

/** Pictures in the size and encoding that networks take. Those that are gone by now are left out. */
export async function outgoingPictures(ctx: Ctx, ids: readonly number[]): Promise<OutgoingPicture[]> {
	const known = await findPictures(ctx, ids);
	return ids.flatMap((id) => {
		const picture = known.get(id);
		const size = picture && plainSize(picture.files);
		if (!size) return [];
		return {
			url: `${ctx.site.url}${mediaPath(size.file)}`,
			type: size.file.endsWith('.png') ? 'image/png' : 'image/jpeg',
			width: size.width,
			height: size.height,
			bytes: size.bytes,
			alt: picture.alt,
			async read() {
				const file = await ctx.files.read(size.file);
				if (!file) throw new NetworkProblem('media-rejected', { reason: 'file missing' });
				return buffer(file.stream);
			},
		};
	});
}
