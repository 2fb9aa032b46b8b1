import { buffer } from 'node:stream/consumers';
import type { Ctx } from '#platform/context/context.ts';
import { findArticle } from '#content/server/index.ts';
import { cropBox, type CropBox } from '#media/crop-box.ts';
import { mediaPath, plainSize, type PictureSize } from '#media/picture.ts';
import { cutPicture, findPictures } from '#media/server/index.ts';
import type { Limits, Outgoing, OutgoingPicture } from '#network/network.ts';
import { NetworkProblem } from '#network/network-problem.ts';

/** A post as its row says it. */
export interface Written {
	text: string;
	link: string | null;
	pictures: readonly number[];
	article: number | null;
	/** Descriptions of its pictures that read differently here. */
	alts?: Record<string, string>;
}

/** A post as it goes out: with the pictures as they are now, cut where its network takes no others, and what a card about the link would say. */
export async function composePost(ctx: Ctx, written: Written, limits: Limits): Promise<Outgoing> {
	const { text, link, pictures, article: id, alts = {} } = written;
	const article = id === null ? null : await findArticle(ctx, { id });
	const chosen = await choosePictures(ctx, pictures, { limits, alts });
	return {
		text,
		link,
		pictures: await Promise.all(chosen.map((one) => cut(ctx, one))),
		...(article ? { card: { title: article.title, text: article.excerpt } } : {}),
	};
}

/** How pictures go out: by which network's limits they are cut, and what is said of them there. */
interface How {
	limits?: Limits;
	alts?: Record<string, string>;
}

/** Pictures in the size and encoding that networks take, as they will be once they are cut. Those that are gone by now are left out. */
export const outgoingPictures = async (ctx: Ctx, ids: readonly number[], how: How = {}): Promise<OutgoingPicture[]> =>
	(await choosePictures(ctx, ids, how)).map((chosen) => outgoing(ctx, chosen, chosen.box ?? chosen.size, chosen.size));

interface Chosen {
	id: number;
	size: PictureSize;
	box: CropBox | null;
	alt: string;
}

async function choosePictures(ctx: Ctx, ids: readonly number[], { limits, alts = {} }: How): Promise<Chosen[]> {
	const known = await findPictures(ctx, ids);
	const ratio = limits?.pictures?.ratio;
	return ids.flatMap((id) => {
		const picture = known.get(id);
		const size = picture && plainSize(picture.files);
		if (!size) return [];
		const box = ratio ? cropBox({ ...size, focus: picture.focus }, ratio) : null;
		return [{ id, size, box, alt: alts[id] ?? picture.alt }];
	});
}

async function cut(ctx: Ctx, chosen: Chosen): Promise<OutgoingPicture> {
	const { id, size, box } = chosen;
	const made = box && (await cutPicture(ctx, { picture: id, size, box }));
	return outgoing(ctx, chosen, made ?? size, made ?? size);
}

const outgoing = (
	ctx: Ctx,
	{ alt }: Chosen,
	{ width, height }: { width: number; height: number },
	{ file, bytes }: PictureSize,
): OutgoingPicture => ({
	url: `${ctx.site.url}${mediaPath(file)}`,
	type: file.endsWith('.png') ? 'image/png' : 'image/jpeg',
	width,
	height,
	bytes,
	alt,
	async read() {
		const found = await ctx.files.read(file);
		if (!found) throw new NetworkProblem('media-rejected', { reason: 'file missing' });
		return buffer(found.stream);
	},
});
